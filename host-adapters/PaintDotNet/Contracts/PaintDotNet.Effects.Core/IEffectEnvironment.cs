using PaintDotNet.ComponentModel;

namespace PaintDotNet.Effects;

/// <summary>What an effect runs over.</summary>
public interface IEffectEnvironment : IObjectRef, IInternalImpl
{
    IEffectDocumentInfo Document { get; }

    int SourceLayerIndex { get; }

    IEffectSelectionInfo Selection { get; }
}
