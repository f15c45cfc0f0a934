using PaintDotNet.AppModel;
using PaintDotNet.Clipboard;

namespace FakePaintDotNet.Services;

/// <summary>The host's services by their types.</summary>
internal sealed class FakeServices(FakeClipboard clipboard, FakeErrors errors, FakeShell shell, int? adapter) : IServiceProvider
{
    private readonly FakeAdapters? _adapters = adapter is { } index ? new FakeAdapters(index) : null;

    public object? GetService(Type serviceType) =>
        serviceType == typeof(IClipboardService) || serviceType == typeof(IClipboard) ? clipboard
        : serviceType == typeof(IExceptionDialogService) ? errors
        : serviceType == typeof(IShellService) ? shell
        : serviceType == typeof(IDxgiAdapterService) || serviceType == typeof(IDxgiAdapterService2) ? _adapters
        : null;
}
