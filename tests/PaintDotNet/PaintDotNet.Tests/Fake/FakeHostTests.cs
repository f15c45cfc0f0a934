using FakePaintDotNet;
using FakePaintDotNet.Lending;
using PaintDotNet.Effects;
using PaintDotNet.Imaging;
using PaintDotNet.Rendering;

namespace Enlarger.Tests.PaintDotNet.Fake;

[NonParallelizable]
public sealed class FakeHostTests
{
    private const int Width = 100;
    private const int Height = 70;

    [TearDown]
    public void Forget() => ScriptedEffect.Wish = _ => { };

    [TestCase(BitmapEffectRenderingSchedule.None)]
    [TestCase(BitmapEffectRenderingSchedule.HorizontalStrips)]
    [TestCase(BitmapEffectRenderingSchedule.SquareTiles)]
    public void Every_schedule_renders_the_selection_and_nothing_else(BitmapEffectRenderingSchedule schedule)
    {
        var selection = new RectInt32(13, 17, 71, 40);
        FakeHost host = Host(document => document with { Selection = selection });
        byte[] before = host.Document.Layers[0].Pixels;
        ScriptedEffect.Wish = info => info.Schedule = schedule;
        ScriptedEffect.Script = Invert;

        FakeOutcome outcome = host.Run(typeof(ScriptedEffect));

        Assert.That(outcome.IsCommitted);
        Assert.That(outcome.Progress[^1], Is.EqualTo(1));
        byte[] after = host.Document.Layers[0].Pixels;
        for (int i = 0; i < after.Length; i++)
        {
            (int x, int y) = (i / 4 % Width, i / 4 / Width);
            bool selected = x >= selection.Left && x < selection.Right && y >= selection.Top && y < selection.Bottom;
            Assert.That(after[i], Is.EqualTo(selected && i % 4 < 3 ? (byte)~before[i] : before[i]), $"at {x}, {y}");
        }
    }

    [Test]
    public void A_mask_blends()
    {
        byte[] mask = new byte[Width * Height];
        (mask[5], mask[6]) = (128, 255);
        FakeHost host = Host(document => document with { Mask = mask });
        byte[] before = host.Document.Layers[0].Pixels;
        ScriptedEffect.Script = Invert;

        host.Run(typeof(ScriptedEffect));

        byte[] after = host.Document.Layers[0].Pixels;
        Assert.That(after.AsSpan(0, 20).SequenceEqual(before.AsSpan(0, 20)));
        Assert.That(after[20], Is.EqualTo(((before[20] * 127) + ((255 - before[20]) * 128)) / 255.0).Within(0.51));
        Assert.That(after[24], Is.EqualTo(255 - before[24]));
        Assert.That(after.AsSpan(28).SequenceEqual(before.AsSpan(28)));
    }

    [Test]
    public void An_exception_leaves_the_document_alone()
    {
        FakeHost host = Host();
        byte[] before = host.Document.Layers[0].Pixels;
        ScriptedEffect.Script = (_, output) => throw new NotSupportedException(output.Bounds.ToString());

        FakeOutcome outcome = host.Run(typeof(ScriptedEffect));

        Assert.That(outcome.Exception, Is.TypeOf<NotSupportedException>());
        Assert.That(outcome.IsCommitted, Is.False);
        Assert.That(host.Document.Layers[0].Pixels, Is.SameAs(before));
    }

    [Test]
    public void Giving_up_leaves_the_document_alone()
    {
        FakeHost host = Host();
        byte[] before = host.Document.Layers[0].Pixels;
        ScriptedEffect.Script = Invert;

        FakeOutcome outcome = host.Run(typeof(ScriptedEffect), new FakeRun { CancelAfterTiles = 2, Threads = 1 });

        Assert.That(outcome.IsCancelled);
        Assert.That(outcome.IsCommitted, Is.False);
        Assert.That(outcome.Progress, Has.Count.EqualTo(2));
        Assert.That(host.Document.Layers[0].Pixels, Is.SameAs(before));
    }

    [Test]
    public void A_lock_that_is_forgotten_fails()
    {
        ScriptedEffect.Script = (environment, _) => environment.GetSourceBitmapBgra32().Lock(new RectInt32(0, 0, 1, 1));

        Assert.That(() => Host().Run(typeof(ScriptedEffect)), Throws.TypeOf<MisuseException>().With.Message.Contains("was not disposed of"));
    }

    [Test]
    public void A_lock_beyond_the_picture_fails()
    {
        ScriptedEffect.Script = (environment, _) => environment.GetSourceBitmapBgra32().Lock(new RectInt32(Width - 1, 0, 2, 1)).Dispose();

        Assert.That(() => Host().Run(typeof(ScriptedEffect)), Throws.TypeOf<MisuseException>().With.Message.Contains("does not lie within"));
    }

    [Test]
    public void Writing_what_is_read_fails()
    {
        ScriptedEffect.Script = (environment, _) =>
        {
            using IBitmap bitmap = environment.ImagingFactory.CreateBitmap(4, 4, PixelFormats.Bgra32);
            using IBitmapLock first = bitmap.Lock(new RectInt32(0, 0, 1, 1), BitmapLockOptions.Read);
            using IBitmapLock second = bitmap.Lock(new RectInt32(0, 1, 1, 1), BitmapLockOptions.Read);
            using IBitmapLock third = bitmap.Lock(new RectInt32(2, 2, 1, 1), BitmapLockOptions.Write);
        };

        Assert.That(() => Host().Run(typeof(ScriptedEffect)), Throws.TypeOf<MisuseException>().With.Message.Contains("for writing while it was locked for reading"));
    }

    [Test]
    public unsafe void Writing_beyond_the_end_of_a_row_fails()
    {
        ScriptedEffect.Script = (_, output) =>
        {
            using IBitmapLock<ColorBgra32> target = output.LockBgra32();
            target.Buffer[output.Bounds.Width] = default;
        };

        Assert.That(() => Host().Run(typeof(ScriptedEffect)), Throws.TypeOf<MisuseException>().With.Message.Contains("beyond the end of row"));
    }

    private static FakeHost Host(Func<FakeDocument, FakeDocument>? change = null)
    {
        byte[] pixels = new byte[Width * Height * 4];
        new Random(3).NextBytes(pixels);
        for (int i = 3; i < pixels.Length; i += 4) pixels[i] = 255;
        var document = new FakeDocument(Width, Height, new FakeLayer("Background", pixels));
        return new FakeHost(change?.Invoke(document) ?? document);
    }

    private static unsafe void Invert(IBitmapEffectEnvironment environment, IBitmapEffectOutput output)
    {
        using IEffectInputBitmap<ColorBgra32> source = environment.GetSourceBitmapBgra32();
        using IBitmapLock<ColorBgra32> from = source.Lock(output.Bounds);
        using IBitmapLock<ColorBgra32> to = output.LockBgra32();
        for (int y = 0; y < output.Bounds.Height; y++)
        {
            byte* input = (byte*)from.Buffer + ((long)y * from.BufferStride);
            byte* result = (byte*)to.Buffer + ((long)y * to.BufferStride);
            for (int i = 0; i < output.Bounds.Width * 4; i++) result[i] = i % 4 < 3 ? (byte)~input[i] : input[i];
        }
    }
}
