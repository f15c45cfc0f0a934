using Enlarger.Inference.Devices;
using PaintDotNet;
using PaintDotNet.AppModel;
using PaintDotNet.Dxgi;

namespace Enlarger.PaintDotNet.Work;

/// <summary>The GPU that the user has chosen in Paint.NET, under Settings > Graphics.</summary>
internal static class HostGpu
{
    /// <summary>That GPU, which DirectML counts as Windows does; null where Paint.NET does not tell, or draws with none.</summary>
    public static Device? Of(IServiceProvider services)
    {
        try
        {
            using SafeDxgiAdapter? adapter = services.GetService<IDxgiAdapterService2>()?.GetRenderingAdapter();
            return adapter is null ? null : new Device(DeviceKind.DirectML, adapter.GetEnumAdapterIndex());
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A wish, and no reason to fail: an adapter that was removed, a service that another version does not have.
            return null;
        }
    }
}
