using System.ComponentModel;
using System.Windows.Forms;

namespace PaintDotNet;

/// <summary>The base of Paint.NET's windows.</summary>
public class PdnBaseForm : Form, IIsDisposed
{
    public static bool IsAppThemeDark => false;

    [DesignerSerializationVisibility(DesignerSerializationVisibility.Hidden)]
    public bool UseAppThemeColors { get; set; }

    protected virtual bool UseSystemMenuFontInInitializeComponent => false;

    protected override void OnLoad(EventArgs e) => base.OnLoad(e);

    protected override void Dispose(bool disposing) => base.Dispose(disposing);
}
