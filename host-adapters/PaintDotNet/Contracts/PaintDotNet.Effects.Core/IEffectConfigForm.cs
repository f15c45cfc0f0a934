using System.Windows.Forms;

namespace PaintDotNet.Effects;

/// <summary>The window in which an effect's settings are chosen.</summary>
public interface IEffectConfigForm : IIsDisposed
{
    event EventHandler? TokenChanged;

    EffectConfigToken Token { get; set; }

    IEffect GetEffect();

    void SetEffect(IEffect effect);

    DialogResult ShowDialog(IWin32Window? owner);

    void Close();
}
