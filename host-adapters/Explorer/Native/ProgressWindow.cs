using System.Runtime.InteropServices;
using Enlarger.Explorer.Work;

namespace Enlarger.Explorer.Native;

/// <summary>The window of a job: the progress dialog of Windows. Where Windows has none, the work is done all the same.</summary>
internal sealed class ProgressWindow : IProgressWindow, IDisposable
{
    private const uint Steps = 1000, BeginAnew = 1;
    private static readonly Guid DialogType = new("F8383852-FCD3-11D1-A6B9-006097DF5BD4");

    private readonly IProgressDialog? _dialog;
    private JobState? _shown;

    /// <summary>Makes the window, which shows with the first thing to show.</summary>
    /// <param name="title">What it is called.</param>
    public ProgressWindow(string title)
    {
        try
        {
            _dialog = Com.Create<IProgressDialog>(DialogType);
            _dialog.SetTitle(title);
            _dialog.SetCancelMsg("Cancelling…", 0);
            _dialog.StartProgressDialog(0, 0, ProgressDialogOptions.AutomaticTime, 0);
        }
        catch (COMException)
        {
            _dialog = null;
        }
    }

    /// <inheritdoc/>
    public bool IsCancelled => _dialog?.HasUserCancelled() is not (null or 0);

    /// <inheritdoc/>
    public void Show(JobState state)
    {
        if (_dialog is null || state == _shown) return;
        // Waiting says nothing about the time that the work takes.
        if (state.Part == 0) _dialog.Timer(BeginAnew, 0);
        if (state.Picture != _shown?.Picture) _dialog.SetLine(1, state.Picture, true, 0);
        if (state.Note != _shown?.Note) _dialog.SetLine(2, state.Note, false, 0);
        if (state.Part != _shown?.Part) _dialog.SetProgress((uint)(state.Part * Steps), Steps);
        _shown = state;
    }

    /// <inheritdoc/>
    public void ShowError(string sentence)
    {
        _dialog?.StopProgressDialog();
        MessageWindow.ShowError(sentence);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_dialog is null) return;
        _dialog.StopProgressDialog();
        Com.Release(_dialog);
    }
}
