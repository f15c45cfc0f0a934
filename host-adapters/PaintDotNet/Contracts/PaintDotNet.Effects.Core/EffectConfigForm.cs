using System.ComponentModel;

namespace PaintDotNet.Effects;

/// <summary>The base of the windows in which an effect's settings are chosen.</summary>
public class EffectConfigForm : PdnBaseForm, IEffectConfigForm
{
    private IEffect? _effect;
    private EffectConfigToken _token;

    protected EffectConfigForm() => _token = OnCreateInitialToken();

    public event EventHandler? TokenChanged;

    [Browsable(false)]
    public IServiceProvider Services => Effect.Services;

    [Browsable(false)]
    public IEffectEnvironment Environment => Effect.Environment;

    [Browsable(false)]
    public IEffect Effect => _effect ?? throw new InvalidOperationException("The host has not given the form its effect yet.");

    [Browsable(false)]
    [DesignerSerializationVisibility(DesignerSerializationVisibility.Hidden)]
    public EffectConfigToken Token
    {
        get => _token;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _token = value;
            OnTokenChanged();
            UpdateDialogFromToken();
        }
    }

    protected override bool UseSystemMenuFontInInitializeComponent => true;

    protected virtual bool UseAppThemeColorsDefault => false;

    IEffect IEffectConfigForm.GetEffect() => Effect;

    void IEffectConfigForm.SetEffect(IEffect effect) => _effect = effect;

    protected sealed override void Dispose(bool disposing)
    {
        OnDispose(disposing);
        base.Dispose(disposing);
    }

    protected virtual void OnDispose(bool disposing)
    {
    }

    protected sealed override void OnLoad(EventArgs e)
    {
        OnLoading();
        base.OnLoad(e);
        OnLoaded();
    }

    protected virtual void OnLoading()
    {
    }

    protected virtual void OnLoaded()
    {
    }

    protected virtual void OnTokenChanged() => TokenChanged?.Invoke(this, EventArgs.Empty);

    protected virtual EffectConfigToken OnCreateInitialToken() => throw new NotSupportedException("A form makes its first settings.");

    protected void UpdateTokenFromDialog()
    {
        var token = (EffectConfigToken)_token.Clone();
        OnUpdateTokenFromDialog(token);
        _token = token;
        OnTokenChanged();
    }

    protected virtual void OnUpdateTokenFromDialog(EffectConfigToken dstToken) => throw new NotSupportedException("A form tells its settings.");

    protected void UpdateDialogFromToken() => OnUpdateDialogFromToken(_token);

    protected virtual void OnUpdateDialogFromToken(EffectConfigToken token) => throw new NotSupportedException("A form shows its settings.");
}
