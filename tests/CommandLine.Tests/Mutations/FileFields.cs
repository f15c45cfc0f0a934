using Enlarger.CommandLine.Vips;

namespace Enlarger.Tests.Mutations;

/// <summary>Finds the numbers that say how a picture file is laid out: sizes, lengths, offsets, counts, kinds. Damaged files have fewer.</summary>
internal sealed class FileFields
{
    private const int MostEntries = 200;
    private readonly byte[] _file;
    private readonly List<Field> _fields = [];
    private readonly HashSet<int> _directories = [];

    private FileFields(byte[] file) => _file = file;

    /// <summary>The numbers of a PNG, JPEG, WebP or TIFF file and of the EXIF block in it.</summary>
    public static IReadOnlyList<Field> Of(byte[] file)
    {
        var fields = new FileFields(file);
        switch (PictureFormat.Of(file)?.Id)
        {
            case "png":
                fields.AddPng();
                fields.AddExif();
                break;
            case "jpg":
                fields.AddJpeg();
                fields.AddExif();
                break;
            case "webp":
                fields.AddWebP();
                fields.AddExif();
                break;
            case "tiff":
                fields.AddTiff(0);
                break;
        }

        return fields._fields;
    }

    private void AddPng()
    {
        for (int at = 8; at + 12 <= _file.Length;)
        {
            Add(at, 4, isBigEndian: true);
            ReadOnlySpan<byte> type = _file.AsSpan(at + 4, 4);
            if (type.SequenceEqual("IHDR"u8)) Add(at + 8, isBigEndian: true, 4, 4, 1, 1, 1, 1, 1);
            if (type.SequenceEqual("pHYs"u8)) Add(at + 8, isBigEndian: true, 4, 4, 1);
            if (type.SequenceEqual("iCCP"u8) || type.SequenceEqual("IDAT"u8)) Add(at + 8, isBigEndian: true, 1, 1);
            at = Next(at, 12, new Field(at, 4, IsBigEndian: true));
        }
    }

    private void AddJpeg()
    {
        for (int at = 2; at + 4 <= _file.Length && _file[at] == 0xFF;)
        {
            byte marker = _file[at + 1];
            Add(at + 2, 2, isBigEndian: true);
            if (marker is 0xC0 or 0xC1 or 0xC2) Add(at + 4, isBigEndian: true, 1, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
            // Tables, the start of the scan, restarts, and what Adobe says of the colours.
            if (marker is 0xC4 or 0xDB or 0xDA or 0xDD or 0xEE) Add(at + 4, isBigEndian: true, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
            if (marker == 0xDA) return;
            at = Next(at, 2, new Field(at + 2, 2, IsBigEndian: true));
        }
    }

    private void AddWebP()
    {
        Add(4, 4, isBigEndian: false);
        for (int at = 12; at + 8 <= _file.Length;)
        {
            Add(at + 4, 4, isBigEndian: false);
            ReadOnlySpan<byte> type = _file.AsSpan(at, 4);
            if (type.SequenceEqual("VP8X"u8)) Add(at + 8, isBigEndian: false, 1, 3, 3, 3);
            if (type.SequenceEqual("VP8 "u8)) Add(at + 8, isBigEndian: false, 3, 3, 2, 2, 4);
            if (type.SequenceEqual("VP8L"u8)) Add(at + 8, isBigEndian: false, 1, 4, 4);
            if (type.SequenceEqual("ALPH"u8)) Add(at + 8, isBigEndian: false, 1, 4);
            var length = new Field(at + 4, 4, IsBigEndian: false);
            at = Next(at, 8 + (int)(length.Read(_file) & 1), length);
        }
    }

    private void AddExif()
    {
        int at = Math.Max(_file.AsSpan().IndexOf("II*\0"u8), _file.AsSpan().IndexOf("MM\0*"u8));
        if (at >= 0) AddTiff(at);
    }

    private void AddTiff(int start)
    {
        if (start + 16 > _file.Length) return;

        bool isBigEndian = _file[start] == (byte)'M', isBig = _file[start + (isBigEndian ? 3 : 2)] == 43;
        int offset = isBig ? 8 : 4, header = start + (isBig ? 8 : 4);
        Add(header, offset, isBigEndian);
        AddDirectory(start, new Field(header, offset, isBigEndian).Read(_file), isBig, isBigEndian);
    }

    private void AddDirectory(int start, ulong offset, bool isBig, bool isBigEndian)
    {
        int count = isBig ? 8 : 2, number = isBig ? 8 : 4, length = 4 + (2 * number);
        if (offset > (ulong)_file.Length) return;

        int at = start + (int)offset;
        if (at < 0 || at + count > _file.Length || !_directories.Add(at)) return;

        Add(at, count, isBigEndian);
        int entries = (int)Math.Min(new Field(at, count, isBigEndian).Read(_file), MostEntries);
        for (int entry = at + count; entries > 0 && entry + length <= _file.Length; entry += length, entries--)
        {
            Add(entry, isBigEndian, 2, 2, number, number);
            ulong tag = new Field(entry, 2, isBigEndian).Read(_file);
            // EXIF, GPS and the directories below a picture.
            if (tag is 0x8769 or 0x8825 or 0x14A) AddDirectory(start, new Field(entry + 4 + number, number, isBigEndian).Read(_file), isBig, isBigEndian);
            if (entries == 1) Add(entry + length, number, isBigEndian);
        }
    }

    // The block behind this one, or the end where its length leads out of the file.
    private int Next(int at, int frame, Field length) => (int)Math.Min((ulong)_file.Length, (ulong)at + (ulong)frame + length.Read(_file));

    private void Add(int at, bool isBigEndian, params int[] sizes)
    {
        foreach (int size in sizes)
        {
            Add(at, size, isBigEndian);
            at += size;
        }
    }

    private void Add(int at, int size, bool isBigEndian)
    {
        if (at + size <= _file.Length) _fields.Add(new Field(at, size, isBigEndian));
    }
}
