using System.Windows.Forms;

namespace Enlarger.PaintDotNet.Dialogs;

/// <summary>The thread on which a window is drawn.</summary>
internal static class WindowThread
{
    /// <summary>Has an action done on a window's thread, later; never, if the window is gone. Any thread may ask.</summary>
    public static void Post(this Control window, Action action)
    {
        if (!window.IsHandleCreated || window.IsDisposed) return;
        try
        {
            window.BeginInvoke(action);
        }
        catch (InvalidOperationException)
        {
            // It has gone in between.
        }
    }
}
