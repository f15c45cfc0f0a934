using System.Windows.Forms;

namespace PaintDotNet.AppModel;

/// <summary>Shows errors.</summary>
public interface IExceptionDialogService : IInternalImpl
{
    void ShowErrorDialog(IWin32Window? owner, Exception exception, ExceptionDetailOptions exceptionDetailOptions = ExceptionDetailOptions.Default);

    void ShowErrorDialog(IWin32Window? owner, string? message, Exception exception, ExceptionDetailOptions exceptionDetailOptions = ExceptionDetailOptions.Default);

    void ShowErrorDialog(IWin32Window? owner, string? message, string detailsText);
}
