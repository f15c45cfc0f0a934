using System.Windows.Forms;
using PaintDotNet.Effects;

namespace FakePaintDotNet;

/// <summary>How a command is run.</summary>
public sealed record FakeRun
{
    /// <summary>Shows the command's dialog and answers as the user does; null where it is repeated without one.</summary>
    public Func<IEffectConfigForm, DialogResult>? Dialog { get; init; }

    /// <summary>The settings of a command without a dialog; null for those that were used last.</summary>
    public EffectConfigToken? Token { get; init; }

    /// <summary>Whether each rendering gets an effect of its own; else the one that made the dialog is rendered.</summary>
    public bool EffectForEachRendering { get; init; }

    /// <summary>Cancelled when the user gives up.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>After how many tiles the user gives up.</summary>
    public int? CancelAfterTiles { get; init; }

    /// <summary>The order of tiles.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many threads render.</summary>
    public int Threads { get; init; } = 4;
}
