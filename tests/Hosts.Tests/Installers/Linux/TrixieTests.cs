namespace Enlarger.Tests.Installers.Linux;

/// <summary>Debian 13 with GIMP 3.0.</summary>
internal sealed class TrixieTests() : DebianPackageTests("gimp3", "gimp3")
{
    private const string Script =
        """
        from gi.repository import Gimp
        image = Gimp.Image.new(16, 16, Gimp.ImageBaseType.RGB)
        layer = Gimp.Layer.new(image, "a", 16, 16, Gimp.ImageType.RGB_IMAGE, 100, Gimp.LayerMode.NORMAL)
        image.insert_layer(layer, None, 0)
        layer.fill(Gimp.FillType.WHITE)
        procedure = Gimp.get_pdb().lookup_procedure("plug-in-enlarger-upscale-4x")
        config = procedure.create_config()
        config.set_property("run-mode", Gimp.RunMode.NONINTERACTIVE)
        config.set_property("image", image)
        config.set_core_object_array("drawables", [layer])
        procedure.run(config)
        open("width", "w").write(str(image.get_width()))
        """;

    /// <inheritdoc/>
    protected override string WidthOfEnlarged()
    {
        Debian.DemandOfUser($"gimp-console-3.0 -idf --batch-interpreter=python-fu-eval -b '{Script}' --quit 2>&1");
        return Debian.DemandOfUser("cat width");
    }
}
