namespace Enlarger.Gimp2.Menu;

/// <summary>Where a result goes.</summary>
internal enum Target
{
    /// <summary>Into the image's own place: the active layer within the selection, or for an enlargement the whole image.</summary>
    InPlace = 0,

    /// <summary>The active layer alone into a new image.</summary>
    NewImage = 1,
}
