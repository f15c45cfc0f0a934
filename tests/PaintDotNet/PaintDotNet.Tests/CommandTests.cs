using Enlarger.PaintDotNet;
using FakePaintDotNet;

namespace Enlarger.Tests.PaintDotNet;

public sealed class CommandTests
{
    [TestCase(typeof(Upscale2xEffect))]
    [TestCase(typeof(Upscale4xEffect))]
    [TestCase(typeof(RestoreBlurEffect))]
    [TestCase(typeof(EnhanceCropEffect))]
    public void Without_settings_a_command_leaves_the_picture_as_it_is(Type command)
    {
        byte[] pixels = new byte[30 * 20 * 4];
        new Random(1).NextBytes(pixels);
        var host = new FakeHost(new FakeDocument(30, 20, new FakeLayer("Background", pixels)));

        FakeOutcome outcome = host.Run(command);

        Assert.That(outcome.Exception, Is.Null);
        Assert.That(outcome.IsCommitted);
        Assert.That(host.Document.Layers[0].Pixels, Is.EqualTo(pixels));
    }
}
