using Enlarger.Models;

namespace Enlarger.Tests.Support;

/// <summary>Descriptions of generators that lie in no store.</summary>
internal static class Descriptions
{
    public static GeneratorDescription Of(int scale, TensorLayout layout = TensorLayout.Nchw, int white = 1, int multiple = 1) => new()
    {
        Id = "test",
        Name = "Test",
        Purpose = GeneratorPurpose.Other,
        Network = "none",
        Scale = scale,
        Layout = layout,
        White = white,
        SizeMultiple = multiple,
        Halo = new HaloDescription { Default = 1, Exact = 1, Feather = 0 },
        BytesPerPixel = 1,
        Licence = "unknown",
        Sha256 = new string('0', 64),
        Source = null,
    };
}
