using Enlarger.Filters;
using Enlarger.PaintDotNet.Work;
using PaintDotNet.Effects;

namespace Enlarger.PaintDotNet;

/// <summary>What the user chose in the dialog. Paint.NET keeps it for "Repeat" and for the next dialog.</summary>
public sealed class EnlargerToken : EffectConfigToken
{
    /// <summary>Choices that nobody has made yet.</summary>
    public EnlargerToken()
    {
    }

    private EnlargerToken(EnlargerToken other)
        : base(other) => (Settings, AllLayers, IsConfirmed, Result) = (other.Settings, other.AllLayers, other.IsConfirmed, other.Result);

    /// <summary>The values of the filter's parameters; null for those that the user had last.</summary>
    internal FilterSettings? Settings { get; set; }

    /// <summary>Whether all layers are enlarged, into files.</summary>
    internal bool AllLayers { get; set; }

    /// <summary>Whether the user wants it done; until then the picture stays as it is.</summary>
    internal bool IsConfirmed { get; set; }

    /// <summary>What the dialog has made already; null if it has to be made.</summary>
    internal Rendition? Result { get; set; }

    /// <inheritdoc/>
    public override object Clone() => new EnlargerToken(this);
}
