namespace Enlarger.Documents;

/// <summary>Where a result goes.</summary>
public enum DocumentOutput
{
    /// <summary>Into the document's own place: the active layers within the selection, or for an enlargement the whole document.</summary>
    InPlace = 0,

    /// <summary>The active layer alone into a new document.</summary>
    NewImage = 1,
}
