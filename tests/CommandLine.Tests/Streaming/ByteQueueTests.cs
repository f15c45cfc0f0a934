using Enlarger.CommandLine.Streaming;

namespace Enlarger.Tests.Streaming;

public sealed class ByteQueueTests
{
    [Test]
    public void Bytes_arrive_in_order_however_they_are_cut([Values(1, 2, 3)] int seed)
    {
        var random = new Random(seed);
        byte[] sent = new byte[5_000_000];
        random.NextBytes(sent);
        var queue = new ByteQueue(1 << 20);
        var writer = new Thread(() =>
        {
            var cuts = new Random(seed + 100);
            for (int at = 0; at < sent.Length;)
            {
                int length = Math.Min(cuts.Next(1, 2_000_000), sent.Length - at);
                queue.Write(sent.AsSpan(at, length));
                at += length;
            }

            queue.Complete();
        });
        writer.Start();

        var received = new MemoryStream();
        byte[] buffer = new byte[300_000];
        for (int length; (length = queue.Read(buffer.AsSpan(0, random.Next(1, buffer.Length)))) > 0;) received.Write(buffer, 0, length);
        writer.Join();
        Assert.That(received.ToArray().AsSpan().SequenceEqual(sent));
    }

    [Test]
    public void An_early_end_is_told()
    {
        var queue = new ByteQueue(100);
        queue.Write([1, 2, 3]);
        queue.Complete();
        byte[] two = new byte[2];
        Assert.That(queue.ReadExactly(two), Is.True);
        Assert.That(two, Is.EqualTo(new byte[] { 1, 2 }));
        Assert.That(queue.ReadExactly(two), Is.False);
    }

    [Test]
    public void Stopping_wakes_a_writer_that_waits_for_room()
    {
        var queue = new ByteQueue(1);
        queue.Write([1]);
        var writing = Task.Run(() => queue.Write([2]));
        queue.Stop(new TimeoutException("first"));
        queue.Stop(new TimeoutException("second"));
        Assert.That(() => writing.Wait(), Throws.InnerException.TypeOf<TimeoutException>().With.InnerException.Message.EqualTo("first"));
    }

    [Test]
    public void Stopping_wakes_a_reader_that_waits_for_bytes()
    {
        var queue = new ByteQueue(1);
        var reading = Task.Run(() => queue.Read(new byte[1]));
        queue.Stop(new TimeoutException());
        Assert.That(() => reading.Wait(), Throws.InnerException.TypeOf<TimeoutException>());
    }
}
