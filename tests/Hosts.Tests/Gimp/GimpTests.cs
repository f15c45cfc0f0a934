using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp;

/// <summary>Tests that each begin with an empty GIMP and have a folder of their own.</summary>
public abstract class GimpTests : FolderTests
{
    /// <summary>GIMP.</summary>
    private protected static GimpSession Gimp => GimpMachine.Session;

    [SetUp]
    public void Empty() => Gimp.Evaluate("(let ((images (vector->list (cadr (gimp-image-list))))) (for-each gimp-image-delete images))");

    /// <summary>Loads a picture into GIMP.</summary>
    private protected GimpImage Load(Raster picture, string name = "picture.tif") => GimpImage.Load(Gimp, picture.Save(Folder[name]));

    [TearDown]
    public void Hear() => Assert.That(Gimp.Complaints, Is.Empty);
}
