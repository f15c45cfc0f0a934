using System.Runtime.InteropServices;

namespace Enlarger.CommandLine.Vips.Native;

/// <summary>A reference to an object of libvips (an image, a source, a target), given back when disposed.</summary>
internal sealed class GObject : SafeHandle
{
    public GObject()
        : base(0, ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>This object, or the error of the call that should have made it.</summary>
    public GObject OrThrow() => IsInvalid ? throw new VipsException() : this;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        LibVips.g_object_unref(handle);
        return true;
    }
}
