namespace Enlarger.Tests.Gimp.Xcf;

/// <summary>The properties of images, layers and channels that tests look at by name (PropType).</summary>
internal enum XcfProperty
{
    End = 0,
    ActiveLayer = 2,
    ActiveChannel = 3,
    Selection = 4,
    FloatingSelection = 5,
    Opacity = 6,
    Mode = 7,
    Offsets = 15,
    Compression = 17,
    Guides = 18,
    Resolution = 19,
    Tattoo = 20,
    Parasites = 21,
    Paths = 23,
    Vectors = 25,
    TextLayerFlags = 26,
    OldSamplePoints = 27,
    GroupItem = 29,
    ItemPath = 30,
    SamplePoints = 39,
}
