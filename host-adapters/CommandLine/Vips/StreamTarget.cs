using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Enlarger.CommandLine.Vips.Native;

namespace Enlarger.CommandLine.Vips;

/// <summary>A stream that a saver of libvips writes to, from its first byte to its last.</summary>
internal sealed unsafe class StreamTarget : IDisposable
{
    private readonly Stream _stream;
    private GCHandle _self;

    /// <param name="stream">Where the bytes go; it stays open.</param>
    /// <exception cref="VipsException">libvips cannot make a target.</exception>
    public StreamTarget(Stream stream)
    {
        _stream = stream;
        Target = LibVips.vips_target_custom_new().OrThrow();
        _self = GCHandle.Alloc(this);
        delegate* unmanaged[Cdecl]<nint, byte*, long, nint, long> write = &Write;
        LibVips.g_signal_connect_data(Target, "write", (nint)write, GCHandle.ToIntPtr(_self), 0, 0);
    }

    /// <summary>The target.</summary>
    public GObject Target { get; }

    /// <summary>Why the stream took no more bytes, if it did not.</summary>
    public Exception? Failure { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Target.Dispose();
        _self.Free();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Write(nint target, byte* bytes, long length, nint self)
    {
        var stream = (StreamTarget)GCHandle.FromIntPtr(self).Target!;
        try
        {
            stream._stream.Write(new ReadOnlySpan<byte>(bytes, checked((int)length)));
            return length;
        }
        catch (Exception exception)
        {
            stream.Failure = exception;
            return -1;
        }
    }
}
