namespace Enlarger.Documents;

/// <summary>What a layer's pixels are to a filter.</summary>
public enum DocumentLayerKind
{
    /// <summary>A picture.</summary>
    Picture,

    /// <summary>Text, which grows with the picture but is not the filter's work beside other layers: a generator would draw texture into letters.</summary>
    Text,

    /// <summary>How much of something shows: a mask, a channel, a selection. It is grey without alpha.</summary>
    Coverage,
}
