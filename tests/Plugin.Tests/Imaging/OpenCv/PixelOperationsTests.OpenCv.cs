using Enlarger.Imaging.OpenCv;

namespace Enlarger.Tests.Imaging;

[TestFixture(typeof(OpenCvPixelOperations))]
internal sealed partial class PixelOperationsTests<T>
{
    [OneTimeSetUp]
    public void OpenCv_needs_its_native_library()
    {
        if (typeof(T) == typeof(OpenCvPixelOperations) && !OpenCvLibrary.IsUsable) Assert.Ignore("OpenCvSharp has no native library for this machine.");
    }
}
