using Enlarger.CommandLine.Printing;
using Enlarger.Imaging;

namespace Enlarger.Tests.Printing;

public sealed class PrintSizeTests
{
    private static readonly int[] Scales = [2, 4];

    [TestCase("30x45cm@300", 2000, 3000, 2, "2x: 4000x6000 pixels print 33.9 x 50.8 cm at 300 dpi")]
    [TestCase("45x30cm@300", 2000, 3000, 2, "2x: 4000x6000 pixels print 33.9 x 50.8 cm at 300 dpi", Description = "Paper is turned as the picture is.")]
    [TestCase("30x45cm@300", 3000, 2000, 2, "2x: 6000x4000 pixels print 50.8 x 33.9 cm at 300 dpi")]
    [TestCase("30x45cm@300", 1000, 1500, 4, "4x: 4000x6000 pixels print 33.9 x 50.8 cm at 300 dpi")]
    [TestCase("30x45cm@300", 600, 900, 4, "Even 4x is not enough for 30x45 cm at 300 dpi: the result prints 20.3 x 30.5 cm")]
    [TestCase("8x10in@240", 960, 1200, 2, "2x: 1920x2400 pixels print 8.0 x 10.0 in at 240 dpi", Description = "Exactly enough.")]
    [TestCase("8x10in@240", 959, 1200, 4, "4x: 3836x4800 pixels print 16.0 x 20.0 in at 240 dpi", Description = "A pixel too few.")]
    [TestCase("8.5x11in@72.5", 1000, 500, 2, "2x: 2000x1000 pixels print 27.6 x 13.8 in at 72.5 dpi")]
    [TestCase("100x150mm@254", 500, 750, 2, "2x: 1000x1500 pixels print 100.0 x 150.0 mm at 254 dpi")]
    [TestCase("30x45cm@300", 4000, 6000, null, "has enough pixels for 30x45 cm at 300 dpi: print it as it is")]
    [TestCase("30x45cm@300", 3543, 5315, null, "has enough pixels for 30x45 cm at 300 dpi: print it as it is")]
    public void The_smallest_scale_that_fills_the_paper_is_chosen(string size, int width, int height, int? scale, string sentence) =>
        Assert.That(PrintSize.Parse(size).PlanFor(new PixelSize(width, height), Scales), Is.EqualTo(new PrintPlan(scale, sentence)));

    [TestCase("45X30CM@300")]
    [TestCase("45 x 30 cm @ 300")]
    [TestCase("45×30cm@300")]
    [TestCase("45  ×30Cm@ 300")]
    public void A_size_is_read_as_people_write_it(string text) => Assert.That(PrintSize.Parse(text), Is.EqualTo(PrintSize.Parse("45x30cm@300")));

    [Test]
    public void A_scale_is_enough_and_the_one_below_it_is_not()
    {
        var random = new Random(5);
        for (int i = 0; i < 2000; i++)
        {
            int width = random.Next(1, 8000), height = random.Next(1, 8000), dpi = random.Next(50, 600), shorter = random.Next(1, 60), longer = shorter + random.Next(60);
            PrintPlan plan = PrintSize.Parse($"{shorter}x{longer}cm@{dpi}").PlanFor(new PixelSize(width, height), Scales);
            bool Fills(int scale) => Math.Min(width, height) * scale >= (int)Math.Round(shorter * dpi / 2.54) && Math.Max(width, height) * scale >= (int)Math.Round(longer * dpi / 2.54);
            Assert.That(plan.Scale, Is.EqualTo(Fills(1) ? null : Fills(2) ? 2 : 4), plan.Sentence);
            Assert.That(plan.Sentence.StartsWith("Even", StringComparison.Ordinal), Is.EqualTo(!Fills(4)), plan.Sentence);
        }
    }

    [Test]
    public void The_resolution_is_in_pixels_per_millimetre() => Assert.That(PrintSize.Parse("1x1in@254").Resolution, Is.EqualTo(10).Within(1e-12));

    [TestCase("30x45cm")]
    [TestCase("30x45@300")]
    [TestCase("30cm@300")]
    [TestCase(" 30x45cm@300")]
    [TestCase("30\tx45cm@300")]
    [TestCase("3 0x45cm@300")]
    [TestCase("30xx45cm@300")]
    [TestCase("30,5x45cm@300")]
    [TestCase("-30x45cm@300")]
    [TestCase("30x45cm@300dpi")]
    [TestCase("30x45m@300")]
    [TestCase("1e3x45cm@300")]
    [TestCase("30x45cm@300\n")]
    [TestCase("")]
    [TestCase("0x45cm@300")]
    [TestCase("0.9x10mm@300")]
    [TestCase("10x10001cm@300")]
    [TestCase("99999999999999999999x1in@300")]
    [TestCase("10x10cm@0.5")]
    [TestCase("10x10cm@10001")]
    public void What_is_no_sane_size_is_refused(string text) => Assert.That(
        () => PrintSize.Parse(text), Throws.TypeOf<EnlargerException>().With.Property("Kind").EqualTo(ErrorKind.Usage).And.Message.StartsWith($"'{text}' is no value for --print-size: "));
}
