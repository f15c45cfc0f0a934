using System.Buffers.Binary;
using System.Text;

namespace Enlarger.Tests.Wine;

/// <summary>
/// A Windows library without code, whose one function is another library's under another name: for what programs need and Wine lacks.
/// The layout is that of Microsoft's "PE Format", for x64.
/// </summary>
internal static class ForwardingLibrary
{
    private const int HeaderLength = 0x200, SectionLength = 0x200, SectionAddress = 0x1000, OptionalHeaderLength = 240, Directories = 16;

    /// <summary>The file.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="target">What it is, as LIBRARY.FUNCTION.</param>
    public static byte[] Make(string function, string target)
    {
        byte[] file = new byte[HeaderLength + SectionLength];
        int exports = WriteExports(file.AsSpan(HeaderLength), function, target);
        WriteHeaders(file, exports);
        return file;
    }

    private static void WriteHeaders(Span<byte> file, int exports)
    {
        var dos = new Writer(file);
        dos.Text("MZ");
        dos.At = 60;
        dos.Number(64);

        var header = new Writer(file[64..]);
        header.Text("PE\0\0");
        header.Words(0x8664, 1);
        header.Numbers(0, 0, 0);
        header.Words(OptionalHeaderLength, 0x2022);

        int optional = header.At;
        header.Words(0x20B, 0);
        header.Numbers(0, SectionLength, 0, 0, SectionAddress);
        header.Long(0x180000000);
        header.Numbers(SectionAddress, HeaderLength);
        header.Words(6, 0, 0, 0, 6, 0);
        header.Numbers(0, SectionAddress + 0x1000, HeaderLength, 0);
        header.Words(3, 0x100);
        foreach (int reserve in new[] { 0x100000, 0x1000, 0x100000, 0x1000 }) header.Long(reserve);
        header.Numbers(0, Directories, SectionAddress, exports);

        header.At = optional + OptionalHeaderLength;
        header.Text(".rdata\0\0");
        header.Numbers(exports, SectionAddress, SectionLength, HeaderLength, 0, 0, 0, 0x40000040);
    }

    private static int WriteExports(Span<byte> section, string function, string target)
    {
        const int Functions = 40, Names = 44, Ordinals = 48, Strings = 50;
        string[] texts = ["library.dll", function, target];
        int name = SectionAddress + Strings, functionName = name + texts[0].Length + 1, targetName = functionName + function.Length + 1;
        var directory = new Writer(section);
        directory.Numbers(0, 0, 0, name, 1, 1, 1, SectionAddress + Functions, SectionAddress + Names, SectionAddress + Ordinals);

        // An address inside this directory is no function but the name of one.
        directory.Numbers(targetName, functionName);
        directory.Words(0);
        foreach (string text in texts) directory.Text(text + '\0');
        return directory.At;
    }

    private ref struct Writer(Span<byte> bytes)
    {
        private readonly Span<byte> _bytes = bytes;

        public int At { get; set; }

        public void Text(string text) => At += Encoding.ASCII.GetBytes(text, _bytes[At..]);

        public void Number(int value)
        {
            BinaryPrimitives.WriteInt32LittleEndian(_bytes[At..], value);
            At += sizeof(int);
        }

        public void Numbers(params ReadOnlySpan<int> values)
        {
            foreach (int value in values) Number(value);
        }

        public void Words(params ReadOnlySpan<ushort> values)
        {
            foreach (ushort value in values)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(_bytes[At..], value);
                At += sizeof(ushort);
            }
        }

        public void Long(long value)
        {
            BinaryPrimitives.WriteInt64LittleEndian(_bytes[At..], value);
            At += sizeof(long);
        }
    }
}
