using System.Runtime.InteropServices;
using FakePaintDotNet.Lending;
using PaintDotNet.Imaging;
using PaintDotNet.Rendering;

namespace FakePaintDotNet.Bitmaps;

/// <summary>
/// Pixels outside of .NET's memory, by the rules of the Windows Imaging Component: several may read, or one may write. Each row is followed by bytes
/// that nobody may touch.
/// </summary>
internal sealed unsafe class NativePixels
{
    private const byte Guard = 0xA5;
    private const int GuardSize = 16;
    private readonly Lock _lock = new();
    private readonly Ledger _ledger;
    private readonly byte* _memory;
    private int _readers;
    private bool _isWritten;

    public NativePixels(Ledger ledger, string name, SizeInt32 size, PixelFormat format, byte fill)
    {
        if (size is not { Width: > 0, Height: > 0 }) throw ledger.Misuse($"{name} of {size.Width} x {size.Height} pixels was asked for.");
        (_ledger, Name, Size, Format) = (ledger, name, size, format);
        BytesPerPixel = BytesOf(format) ?? throw ledger.Misuse($"{name} was asked for in a format that is not known here: {format.Guid}.");
        Stride = (((size.Width * BytesPerPixel) + 3) & ~3) + GuardSize;
        _memory = (byte*)NativeMemory.Alloc((nuint)Stride * (nuint)size.Height);
        for (int y = 0; y < size.Height; y++)
        {
            Row(y).Fill(fill);
            GuardOf(y).Fill(Guard);
        }
    }

    ~NativePixels() => NativeMemory.Free(_memory);

    public string Name { get; }

    public SizeInt32 Size { get; }

    public PixelFormat Format { get; }

    public int BytesPerPixel { get; }

    public int Stride { get; }

    /// <summary>Bytes of a pixel; null for formats that are not known here.</summary>
    public static int? BytesOf(PixelFormat format) => format == PixelFormats.Bgra32 ? 4 : format == PixelFormats.Alpha8 ? 1 : null;

    public static NativePixels Of(Ledger ledger, string name, SizeInt32 size, PixelFormat format, ReadOnlySpan<byte> pixels)
    {
        var native = new NativePixels(ledger, name, size, format, 0);
        native.Fill(pixels);
        return native;
    }

    /// <summary>A row without its guard.</summary>
    public Span<byte> Row(int y) => new(_memory + ((long)y * Stride), Size.Width * BytesPerPixel);

    /// <summary>All pixels, without gaps.</summary>
    public byte[] ToArray()
    {
        int length = Size.Width * BytesPerPixel;
        byte[] pixels = new byte[length * Size.Height];
        for (int y = 0; y < Size.Height; y++) Row(y).CopyTo(pixels.AsSpan(y * length));
        return pixels;
    }

    public void Fill(ReadOnlySpan<byte> pixels)
    {
        int length = Size.Width * BytesPerPixel;
        for (int y = 0; y < Size.Height; y++) pixels.Slice(y * length, length).CopyTo(Row(y));
    }

    /// <summary>Where an area's pixels begin.</summary>
    public byte* Lock(RectInt32 area, bool write)
    {
        MustHold(area);
        lock (_lock)
        {
            if (_isWritten || (write && _readers > 0)) throw _ledger.Misuse($"{Name} was locked for {(write ? "writing" : "reading")} while it was locked for {(_isWritten ? "writing" : "reading")}.");
            if (write) _isWritten = true;
            else _readers++;
        }

        return _memory + ((long)area.Y * Stride) + ((long)area.X * BytesPerPixel);
    }

    public void Unlock(bool write)
    {
        lock (_lock)
        {
            if (write) _isWritten = false;
            else _readers--;
        }

        for (int y = 0; y < Size.Height; y++)
        {
            if (GuardOf(y).ContainsAnyExcept(Guard)) throw _ledger.Misuse($"Somebody wrote beyond the end of row {y} of {Name}.");
        }
    }

    public void Copy(void* buffer, int stride, uint size, RectInt32? area)
    {
        RectInt32 from = area ?? new RectInt32(0, 0, Size);
        MustHold(from);
        long length = (long)from.Width * BytesPerPixel;
        if (stride < length) throw _ledger.Misuse($"Pixels of {Name} were copied to rows that are too short.");
        if (size < ((from.Height - 1) * (long)stride) + length) throw _ledger.Misuse($"Pixels of {Name} were copied to a buffer that is too small.");
        byte* source = Lock(from, write: false);
        for (int y = 0; y < from.Height; y++)
        {
            Buffer.MemoryCopy(source + ((long)y * Stride), (byte*)buffer + ((long)y * stride), length, length);
        }

        Unlock(write: false);
    }

    /// <summary>Throws where somebody still holds its memory.</summary>
    public void MustBeUnlocked()
    {
        lock (_lock)
        {
            if (_isWritten || _readers > 0) throw _ledger.Misuse($"{Name} was disposed of while it was locked.");
        }
    }

    private void MustHold(RectInt32 area)
    {
        if (!area.HasArea || area.X < 0 || area.Y < 0 || area.Right > Size.Width || area.Bottom > Size.Height)
        {
            throw _ledger.Misuse($"{area} does not lie within {Name}, which is {Size.Width} x {Size.Height}.");
        }
    }

    private Span<byte> GuardOf(int y) => new(_memory + ((long)y * Stride) + (Size.Width * BytesPerPixel), Stride - (Size.Width * BytesPerPixel));
}
