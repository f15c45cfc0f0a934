using System.ComponentModel;

namespace PaintDotNet.Effects;

/// <summary>The base of the windows in which an effect's settings are chosen.</summary>
public class EffectConfigForm2 : EffectConfigForm
{
    protected EffectConfigForm2()
    {
    }

    [Browsable(false)]
    public new IEffectEnvironment2 Environment => (IEffectEnvironment2)base.Environment;
}
