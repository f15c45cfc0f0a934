using Enlarger.PaintDotNet.Work;

namespace Enlarger.Tests.PaintDotNet.Work;

internal sealed class CancellableStreamTests
{
    [Test]
    public void Nothing_more_is_written_once_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var content = new MemoryStream();
        using var stream = new CancellableStream(content, cancellation.Token);
        stream.Write([1, 2]);
        stream.Position = 1;
        stream.Write(new byte[] { 8, 9, 10 }, 1, 1);
        cancellation.Cancel();
        Assert.That(() => stream.Write([3]), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(content.ToArray(), Is.EqualTo(new byte[] { 1, 9 }));
    }
}
