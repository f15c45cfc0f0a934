using System.ComponentModel;

namespace PaintDotNet.Effects;

/// <summary>The base of the windows in which an effect's settings of a known type are chosen.</summary>
public abstract class EffectConfigForm<TEffect, TToken> : EffectConfigForm2, IEffectConfigForm<TEffect, TToken>
    where TEffect : class, IEffect<TToken>
    where TToken : EffectConfigToken
{
    protected EffectConfigForm()
    {
    }

    public new TEffect Effect => (TEffect)base.Effect;

    [DesignerSerializationVisibility(DesignerSerializationVisibility.Hidden)]
    public new TToken Token
    {
        get => (TToken)base.Token;
        set => base.Token = value;
    }

    protected sealed override void OnUpdateTokenFromDialog(EffectConfigToken dstToken) => OnUpdateTokenFromDialog((TToken)dstToken);

    protected virtual void OnUpdateTokenFromDialog(TToken dstToken) => throw new NotSupportedException("A form tells its settings.");

    protected sealed override void OnUpdateDialogFromToken(EffectConfigToken token) => OnUpdateDialogFromToken((TToken)token);

    protected virtual void OnUpdateDialogFromToken(TToken token) => throw new NotSupportedException("A form shows its settings.");
}
