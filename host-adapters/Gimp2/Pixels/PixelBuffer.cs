using Enlarger.Gimp2.Native;

namespace Enlarger.Gimp2.Pixels;

/// <summary>A GEGL buffer that this process owns a reference to.</summary>
/// <param name="handle">The buffer.</param>
internal sealed class PixelBuffer(nint handle) : IDisposable
{
    private nint _handle = handle;

    /// <summary>The buffer.</summary>
    public nint Handle => _handle;

    /// <summary>Sends what was written to GIMP.</summary>
    public void Flush() => LibGegl.gegl_buffer_flush(_handle);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_handle != 0) LibGegl.g_object_unref(_handle);
        _handle = 0;
    }
}
