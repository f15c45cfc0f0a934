using System.IO.Pipes;
using Enlarger.CommandLine.Streaming;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Tests.Support;
using NUnit.Framework.Constraints;

namespace Enlarger.Tests.Streaming;

public sealed class PipeSourceTests
{
    private static readonly PixelSize Size = new(40, 30);
    private static readonly Raster Picture = Raster.Sample(Size.Width, Size.Height, "rgba8");

    [Test]
    public void Areas_of_any_place_are_read_in_each_of_several_passes([Range(1, 8)] int seed)
    {
        var random = new Random(seed);
        PipeSource source = Open(new MemoryStream(Picture.Pixels), isReadTwice: true);
        for (int pass = 0; pass < 4; pass++)
        {
            for (int top = random.Next(12); top < Size.Height; top += random.Next(6))
            {
                int x = random.Next(Size.Width), height = random.Next(1, Math.Min(12, Size.Height - top) + 1);
                var area = new PixelArea(x, top, random.Next(1, Size.Width - x + 1), height);
                Assert.That(Pixels(source, area), Is.EqualTo(Picture.Cut(area).Pixels), $"pass {pass}, {area}");
                top = area.Bottom;
            }

            source.Rewind();
        }

        source.CheckEnd(CancellationToken.None);
    }

    [Test]
    public void What_was_not_kept_cannot_be_rewound()
    {
        PipeSource source = Open(new MemoryStream(Picture.Pixels), isReadTwice: false);
        Assert.That(source.Rewind, Throws.Nothing);
        Pixels(source, new PixelArea(0, 0, 1, 1));
        Assert.That(source.Rewind, Throws.InvalidOperationException);
    }

    [Test]
    public void Input_that_is_too_short_is_told_in_any_pass([Values(0, 1, 2)] int pass)
    {
        PipeSource source = Open(new MemoryStream(Picture.Pixels[..^1]), isReadTwice: true);
        for (int i = 0; i < pass; i++)
        {
            try
            {
                Pixels(source, new PixelArea(0, 0, Size.Width, 20));
                source.Rewind();
            }
            catch (EnlargerException)
            {
                // The end may come before the first row is asked for.
            }
        }

        Assert.That(() => Pixels(source, new PixelArea(0, 0, Size.Width, Size.Height)), Fails("ended after 4799 of the 4800 bytes"));
        Assert.That(() => source.CheckEnd(CancellationToken.None), Fails("ended after 4799 of the 4800 bytes"));
    }

    [Test]
    public void Stopping_is_noticed_in_the_second_pass_too()
    {
        PipeSource source = Open(new MemoryStream(Picture.Pixels), isReadTwice: true);
        Pixels(source, new PixelArea(0, 0, Size.Width, Size.Height));
        source.Rewind();
        Pixels(source, new PixelArea(0, 0, Size.Width, 1));
        source.Stop(new TimeoutException());
        Assert.That(() => Pixels(source, new PixelArea(0, 1, Size.Width, 1)), Throws.TypeOf<TimeoutException>());
    }

    [Test]
    public void The_end_is_awaited_when_a_few_rows_were_enough([Values] bool isReadTwice)
    {
        using AnonymousPipeServerStream host = NewHost(out Stream input);
        PipeSource source = Open(input, isReadTwice);
        host.Write(Picture.Pixels.AsSpan(0, 1000));
        Assert.That(Pixels(source, new PixelArea(0, 0, Size.Width, 2)), Is.EqualTo(Picture.Pixels[..320]));
        var end = Task.Run(() => source.CheckEnd(CancellationToken.None));
        host.Write(Picture.Pixels.AsSpan(1000, 2000));
        Assert.That(end.IsCompleted, Is.False, "The rest has not been written.");
        // It does not wait for the host to close its end.
        host.Write(Picture.Pixels.AsSpan(3000));
        Assert.That(end.Wait(RealProgram.Patience));
    }

    [Test]
    public void More_than_was_promised_is_told_when_a_few_rows_were_enough()
    {
        PipeSource source = Open(new MemoryStream([.. Picture.Pixels, 1]), isReadTwice: true);
        Assert.That(() => source.CheckEnd(CancellationToken.None), Fails("more than the 4800 bytes"));
    }

    [Test]
    public void Cancelling_ends_the_wait_for_the_rest()
    {
        using AnonymousPipeServerStream host = NewHost(out Stream input);
        PipeSource source = Open(input, isReadTwice: false);
        Assert.That(() => source.CheckEnd(new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
    }

    // Whose end ends the other: that cannot be closed while somebody reads from it.
    private static AnonymousPipeServerStream NewHost(out Stream input)
    {
        var host = new AnonymousPipeServerStream(PipeDirection.Out);
        input = new AnonymousPipeClientStream(PipeDirection.In, host.ClientSafePipeHandle);
        return host;
    }

    private static PipeSource Open(Stream input, bool isReadTwice) => new(input, Size, Picture.Format, ColorEncoding.Srgb, isReadTwice);

    private static byte[] Pixels(PipeSource source, PixelArea area)
    {
        byte[] pixels = new byte[area.Width * area.Height * Picture.Format.BytesPerPixel];
        source.Read(area, pixels);
        return pixels;
    }

    private static ContainsConstraint Fails(string text) =>
        Throws.TypeOf<EnlargerException>().With.Property("Kind").EqualTo(ErrorKind.Input).And.Message.Contains(text);
}
