namespace Enlarger.Tests.Gimp.Xcf;

/// <summary>A layer, group, mask or channel.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Properties">Whatever GIMP keeps of it besides.</param>
/// <param name="Pixels">Its pixels; of a group what its layers look like.</param>
internal sealed record XcfItem(string Name, IReadOnlyDictionary<XcfProperty, byte[]> Properties, XcfPixels Pixels)
{
    /// <summary>Its mask, if it has one.</summary>
    public XcfItem? Mask { get; init; }

    /// <summary>What is in it, if it is a group.</summary>
    public List<XcfItem> Children { get; } = [];

    /// <summary>Whether it is a group.</summary>
    public bool IsGroup => Properties.ContainsKey(XcfProperty.GroupItem);

    /// <summary>Whether it is a text layer.</summary>
    public bool IsText => Properties.TryGetValue(XcfProperty.Parasites, out byte[]? parasites) && parasites.AsSpan().IndexOf("gimp-text-layer"u8) >= 0;

    /// <summary>Where it lies; nothing of a channel's says so.</summary>
    public (int X, int Y)? Offset => Properties.TryGetValue(XcfProperty.Offsets, out byte[]? bytes)
        ? (XcfReader.Number(bytes, 0), XcfReader.Number(bytes, 4))
        : null;

    /// <summary>It, and everything in it.</summary>
    public IEnumerable<XcfItem> All => Children.SelectMany(child => child.All).Prepend(this);
}
