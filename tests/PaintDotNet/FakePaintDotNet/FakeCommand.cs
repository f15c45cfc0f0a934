using System.Windows.Forms;
using FakePaintDotNet.Environments;
using FakePaintDotNet.Rendering;
using PaintDotNet.Effects;

namespace FakePaintDotNet;

/// <summary>One run of a command, from its choice in the menu until the document is changed or left alone.</summary>
internal sealed class FakeCommand(FakeHost host, Type type, FakeRun run) : IDisposable
{
    private readonly FakeEnvironment _environment = new(host.Ledger, host.Document);
    private readonly List<BitmapEffect> _effects = [];
    private readonly Lock _lock = new();
    private FakeRendering? _rendering;
    private Task _background = Task.CompletedTask;
    private int _renderings;

    public FakeOutcome Run()
    {
        BitmapEffect effect = Create();
        EffectConfigToken? token = run.Token ?? host.LastToken(type);
        if (run.Dialog is not null)
        {
            using IEffectConfigForm form = ((IEffect)effect).CreateConfigForm();
            if (host.LastToken(type) is { } last) form.Token = last;
            form.TokenChanged += (_, _) => Preview(effect, form.Token);
            DialogResult answer = run.Dialog(form);
            token = (EffectConfigToken)form.Token.Clone();
            if (answer != DialogResult.OK)
            {
                Stop();
                return Outcome(committed: false, cancelled: true);
            }
        }

        Stop();
        Render(effect, token, run);
        if (_rendering!.IsComplete)
        {
            FakeLayer layer = host.Document.Layers[host.Document.ActiveLayer];
            layer.Pixels = _rendering.Committed(layer.Pixels);
            if (token is not null) host.Remember(type, token);
        }

        return Outcome(_rendering.IsComplete, _rendering.IsCancelled);
    }

    public void Dispose()
    {
        Stop();
        _rendering?.Dispose();
        foreach (BitmapEffect effect in _effects) effect.Dispose();
        _environment.Dispose();
    }

    private BitmapEffect Create()
    {
        var effect = (BitmapEffect)Activator.CreateInstance(type)!;
        effect.Connect(host.Services, _environment);
        _effects.Add(effect);
        return effect;
    }

    private void Preview(BitmapEffect effect, EffectConfigToken token)
    {
        Stop();
        var clone = (EffectConfigToken)token.Clone();
        _background = Task.Run(() => Render(effect, clone, run with { CancelAfterTiles = null }));
    }

    private void Render(BitmapEffect effect, EffectConfigToken? token, FakeRun how)
    {
        var rendering = new FakeRendering(host.Ledger, host.Document, how.EffectForEachRendering ? Create() : effect, how);
        lock (_lock)
        {
            _rendering?.Dispose();
            _rendering = rendering;
            _renderings++;
        }

        rendering.Render(token);
    }

    private void Stop()
    {
        lock (_lock) _rendering?.Cancel();
        Task.WaitAll(_background);
    }

    private FakeOutcome Outcome(bool committed, bool cancelled) =>
        new(committed, cancelled, _rendering?.Exception, _renderings, _rendering?.Progress ?? []);
}
