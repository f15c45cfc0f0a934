using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Previews;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Previews;

internal sealed class HostThreadSourceTests
{
    [Test]
    public void A_large_area_comes_whole_and_in_strips_between_which_the_host_is_free()
    {
        var host = new HostThread();
        var picture = new Picture(new PixelSize(3000, 700), PixelFormat.Parse("rgba8")) { Encoding = ColorEncoding.LinearSrgb };
        new Random(1).NextBytes(picture.Bytes);
        int reads = 0;
        picture.OnRow = _ => reads++;
        var source = new HostThreadSource(picture, host.Post, CancellationToken.None);
        Assert.That((source.Size, source.Format, source.Encoding), Is.EqualTo((picture.Size, picture.Format, picture.Encoding)));

        var area = new PixelArea(100, 50, 2000, 600);
        byte[] pixels = new byte[2000 * 600 * 4], again = new byte[pixels.Length];
        var worker = Task.Run(() =>
        {
            source.Read(area, pixels);
            source.Rewind();
            source.Read(area, again);
        });
        host.ServeUntil(() => reads == 10);
        worker.Wait();
        Assert.That(pixels, Is.EqualTo(picture.Cut(area).Bytes));
        Assert.That(again, Is.EqualTo(pixels));
    }

    [Test]
    public void A_row_longer_than_a_strip_is_read_as_one()
    {
        var host = new HostThread();
        var picture = new Picture(new PixelSize(300_000, 2), PixelFormat.Parse("rgba8"));
        new Random(1).NextBytes(picture.Bytes);
        var source = new HostThreadSource(picture, host.Post, CancellationToken.None);
        byte[] pixels = new byte[picture.Bytes.Length];
        var worker = Task.Run(() => source.Read(picture.Size.Area, pixels));
        while (!worker.IsCompleted) host.Serve();
        worker.Wait();
        Assert.That(pixels.AsSpan().SequenceEqual(picture.Bytes));
    }

    [Test]
    public void Cancelled_it_stops_waiting_for_a_host_that_serves_nothing()
    {
        var host = new HostThread();
        var picture = Picture.Noise(8, 8, PixelFormat.Parse("rgb8"), 1);
        picture.OnRow = _ => Assert.Fail("The picture is read no more.");
        using var cancellation = new CancellationTokenSource();
        var source = new HostThreadSource(picture, host.Post, cancellation.Token);
        var worker = Task.Run(() => source.Read(picture.Size.Area, new byte[192]));
        host.WaitForEvent();
        cancellation.Cancel();
        Assert.That(() => worker.GetAwaiter().GetResult(), Throws.InstanceOf<OperationCanceledException>());
        host.Serve();
        Assert.That(() => source.Read(picture.Size.Area, new byte[192]), Throws.InstanceOf<OperationCanceledException>());
    }
}
