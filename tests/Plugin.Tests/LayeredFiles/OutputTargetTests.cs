using Enlarger.LayeredFiles;

namespace Enlarger.Tests.LayeredFiles;

[Platform("Linux")]
internal sealed class OutputTargetTests
{
    private static readonly OutputTarget Target = new("/nowhere/picture.ora");

    [Test]
    public void A_disk_without_room_is_told_even_if_the_encoder_hides_it([Values] bool hides)
    {
        EnlargerException error = Assert.Throws<EnlargerException>(() => Fill(stream =>
        {
            try
            {
                stream.Write([1, 2, 3]);
            }
            catch (IOException exception) when (hides)
            {
                throw new NotSupportedException("the encoder failed", exception);
            }
        }))!;
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.Output));
        Assert.That(error.Message, Is.EqualTo("'/nowhere/picture.ora' could not be written (No space left on device): make room there, or save it elsewhere."));
    }

    [Test]
    public void The_stream_of_an_encoder_that_goes_on_after_an_error_is_not_taken_for_whole() => Assert.That(
        () => Fill(stream =>
        {
            try
            {
                stream.Write([1]);
            }
            catch (IOException)
            {
                // As if nothing had been.
            }
        }),
        Throws.TypeOf<EnlargerException>());

    [Test]
    public void Cancelling_goes_before_what_the_disk_says() => Assert.That(
        () => Fill(stream =>
        {
            Assert.That(() => stream.Write([1]), Throws.InstanceOf<IOException>());
            throw new OperationCanceledException();
        }),
        Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void An_error_of_the_encoders_own_passes_through() =>
        Assert.That(() => Fill(_ => throw new NotSupportedException()), Throws.TypeOf<NotSupportedException>());

    private static void Fill(Action<Stream> write)
    {
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        Target.Fill(full, write);
    }
}
