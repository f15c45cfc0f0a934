using PaintDotNet.Interop;

namespace PaintDotNet.Dxgi;

/// <summary>A graphics adapter.</summary>
public sealed class SafeDxgiAdapter : SafeComObject
{
    private readonly int _index;

    internal SafeDxgiAdapter(int index) => _index = index;

    public int GetEnumAdapterIndex(DxgiGpuPreference gpuPreference = DxgiGpuPreference.Unspecified) => _index;
}
