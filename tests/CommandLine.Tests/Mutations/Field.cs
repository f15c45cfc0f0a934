using System.Buffers.Binary;

namespace Enlarger.Tests.Mutations;

/// <summary>A number in a file that says how the file is laid out.</summary>
/// <param name="At">Where it is.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="IsBigEndian">Whether the high byte comes first.</param>
internal readonly record struct Field(int At, int Size, bool IsBigEndian)
{
    /// <summary>The number there.</summary>
    public ulong Read(ReadOnlySpan<byte> file)
    {
        Span<byte> number = stackalloc byte[8];
        file.Slice(At, Size).CopyTo(number[(IsBigEndian ? 8 - Size : 0)..]);
        return IsBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(number) : BinaryPrimitives.ReadUInt64LittleEndian(number);
    }

    /// <summary>Writes a number, or the lower part of it, where the file has room for it.</summary>
    public void Write(Span<byte> file, ulong value)
    {
        if (At + Size > file.Length) return;

        Span<byte> number = stackalloc byte[8];
        if (IsBigEndian) BinaryPrimitives.WriteUInt64BigEndian(number, value);
        else BinaryPrimitives.WriteUInt64LittleEndian(number, value);
        number.Slice(IsBigEndian ? 8 - Size : 0, Size).CopyTo(file[At..]);
    }
}
