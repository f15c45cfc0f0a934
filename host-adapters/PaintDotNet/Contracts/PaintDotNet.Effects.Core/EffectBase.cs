using PaintDotNet.ComponentModel;

namespace PaintDotNet.Effects;

/// <summary>The base of effects. What is internal is how a host drives one.</summary>
public abstract class EffectBase : RefTrackedObject, IEffect
{
    private IServiceProvider? _services;
    private IEffectEnvironment? _environment;

    private protected EffectBase(string name, string? submenuName, EffectOptionsBase options)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(options);
        (Name, SubmenuName, Options) = (name, submenuName, options);
    }

    IEffectOptions IEffect.Options => Options;

    IEffectEnvironment IEffect.Environment => HostEnvironment;

    IServiceProvider IEffect.Services => Services;

    internal string Name { get; }

    internal string? SubmenuName { get; }

    internal EffectOptionsBase Options { get; }

    internal IEffectEnvironment HostEnvironment => _environment ?? throw new InvalidOperationException("The host has not given the effect its environment yet.");

    internal CancellationToken HostCancellation { get; set; }

    internal EffectConfigToken? HostToken { get; set; }

    protected IServiceProvider Services => _services ?? throw new InvalidOperationException("The host has not given the effect its services yet.");

    protected bool IsCancelRequested => HostCancellation.IsCancellationRequested;

    protected CancellationToken CancellationToken => HostCancellation;

    protected EffectConfigToken Token => HostToken!;

    IEffectConfigForm IEffect.CreateConfigForm()
    {
        if (!Options.IsConfigurable) throw new InvalidOperationException("The effect has no settings.");
        IEffectConfigForm form = OnCreateConfigForm();
        form.SetEffect(this);
        return form;
    }

    internal void Connect(IServiceProvider services, IEffectEnvironment environment) => (_services, _environment) = (services, environment);

    protected sealed override void Dispose(bool disposing)
    {
        OnDispose(disposing);
        base.Dispose(disposing);
    }

    protected virtual void OnDispose(bool disposing)
    {
    }

    protected virtual IEffectConfigForm OnCreateConfigForm() => throw new NotSupportedException("An effect with settings makes its own form.");
}
