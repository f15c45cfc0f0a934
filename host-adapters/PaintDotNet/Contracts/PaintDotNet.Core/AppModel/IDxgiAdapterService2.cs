using PaintDotNet.Dxgi;

namespace PaintDotNet.AppModel;

/// <summary>The graphics adapters, and the one that the user chose.</summary>
public interface IDxgiAdapterService2 : IDxgiAdapterService
{
    SafeDxgiAdapter GetRenderingAdapter();
}
