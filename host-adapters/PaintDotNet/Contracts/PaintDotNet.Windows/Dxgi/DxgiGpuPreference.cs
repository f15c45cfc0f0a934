namespace PaintDotNet.Dxgi;

/// <summary>The order in which Windows counts graphics adapters.</summary>
public enum DxgiGpuPreference
{
    Unspecified = 0,
    MinimumPower = 1,
    HighPerformance = 2,
}
