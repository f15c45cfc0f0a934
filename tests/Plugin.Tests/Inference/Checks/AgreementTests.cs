using Enlarger.Imaging;
using Enlarger.Inference.Checks;

namespace Enlarger.Tests.Inference.Checks;

internal sealed class AgreementTests
{
    [TestCase(0f, 200)]
    [TestCase(0.1f, 20)]
    [TestCase(0.01f, 40)]
    [TestCase(1f, 0)]
    [TestCase(1000f, 0)]
    public void A_difference_everywhere_is_told_in_decibels(float difference, double decibels)
    {
        using FloatPlanes first = new(3, 33, 17), second = new(3, 33, 17);
        second.Span.Fill(difference);
        Assert.That(Agreement.Decibels(first, second), Is.EqualTo(decibels).Within(1e-3));
    }
}
