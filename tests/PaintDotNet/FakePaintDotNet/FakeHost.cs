using FakePaintDotNet.Lending;
using FakePaintDotNet.Services;
using PaintDotNet.Effects;

namespace FakePaintDotNet;

/// <summary>Paint.NET with one document: runs commands over it and fails where they do what it would not bear.</summary>
public sealed class FakeHost
{
    private readonly Dictionary<Type, EffectConfigToken> _lastTokens = [];

    /// <param name="document">The picture that the user has opened.</param>
    /// <param name="adapter">The graphics adapter that the user chose; null where the host does not tell.</param>
    public FakeHost(FakeDocument document, int? adapter = null)
    {
        Document = document;
        Clipboard = new FakeClipboard(Ledger);
        Services = new FakeServices(Clipboard, Errors, Shell, adapter);
    }

    /// <summary>The document.</summary>
    public FakeDocument Document { get; }

    /// <summary>The clipboard.</summary>
    public FakeClipboard Clipboard { get; }

    /// <summary>What error dialogs said.</summary>
    public FakeErrors Errors { get; } = new();

    /// <summary>What was opened.</summary>
    public FakeShell Shell { get; } = new();

    /// <summary>What is lent to the plug-in.</summary>
    public Ledger Ledger { get; } = new();

    /// <summary>What an effect gets as its services.</summary>
    public IServiceProvider Services { get; }

    /// <summary>Runs a command once.</summary>
    /// <param name="effect">The effect's type.</param>
    /// <param name="run">How; without a dialog by default.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="MisuseException">The plug-in has not disposed of what it was lent, or has used it wrongly.</exception>
    public FakeOutcome Run(Type effect, FakeRun? run = null)
    {
        FakeOutcome outcome;
        using (var command = new FakeCommand(this, effect, run ?? new FakeRun())) outcome = command.Run();
        Ledger.Settle();
        return outcome;
    }

    internal EffectConfigToken? LastToken(Type effect) => _lastTokens.TryGetValue(effect, out EffectConfigToken? token) ? (EffectConfigToken)token.Clone() : null;

    internal void Remember(Type effect, EffectConfigToken token) => _lastTokens[effect] = (EffectConfigToken)token.Clone();
}
