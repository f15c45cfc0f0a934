using PaintDotNet.AppModel;
using PaintDotNet.Dxgi;

namespace FakePaintDotNet.Services;

/// <summary>The graphics adapter that the user chose.</summary>
internal sealed class FakeAdapters(int index) : IDxgiAdapterService2
{
    public SafeDxgiAdapter GetRenderingAdapter() => new(index);
}
