using System.Windows.Forms;
using PaintDotNet.AppModel;

namespace FakePaintDotNet.Services;

/// <summary>Keeps what error dialogs would have shown.</summary>
public sealed class FakeErrors : IExceptionDialogService
{
    private readonly Lock _lock = new();
    private readonly List<ShownError> _shown = [];

    /// <summary>What was shown, in order.</summary>
    public IReadOnlyList<ShownError> Shown
    {
        get
        {
            lock (_lock) return [.. _shown];
        }
    }

    /// <inheritdoc/>
    public void ShowErrorDialog(IWin32Window? owner, Exception exception, ExceptionDetailOptions exceptionDetailOptions = ExceptionDetailOptions.Default) =>
        Show(new ShownError(null, exception, null));

    /// <inheritdoc/>
    public void ShowErrorDialog(IWin32Window? owner, string? message, Exception exception, ExceptionDetailOptions exceptionDetailOptions = ExceptionDetailOptions.Default) =>
        Show(new ShownError(message, exception, null));

    /// <inheritdoc/>
    public void ShowErrorDialog(IWin32Window? owner, string? message, string detailsText) => Show(new ShownError(message, null, detailsText));

    private void Show(ShownError error)
    {
        lock (_lock) _shown.Add(error);
    }
}
