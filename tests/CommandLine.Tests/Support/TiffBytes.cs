using System.Text;

namespace Enlarger.Tests.Support;

/// <summary>TIFF structures laid out by hand, apart from the code that is tested.</summary>
/// <param name="isBigEndian">Whether the high byte comes first.</param>
internal sealed class TiffBytes(bool isBigEndian)
{
    private readonly List<byte> _bytes = [.. isBigEndian ? "MM\0*"u8 : "II*\0"u8, 0, 0, 0, 0];

    private readonly Dictionary<byte[], int> _places = [];

    /// <summary>How many bytes there are.</summary>
    public int Length => _bytes.Count;

    public byte[] ToArray() => [.. _bytes];

    /// <summary>Points the header to the first directory.</summary>
    public void Start(int at) => Patch(4, Long(at));

    /// <summary>Points a directory of that many entries to the next.</summary>
    public void Chain(int directory, int entries, int next) => Patch(directory + 2 + (entries * 12), Long(next));

    /// <summary>Adds bytes, unless that very array was added before, and returns where they are.</summary>
    public int Add(params byte[] bytes)
    {
        if (_places.TryGetValue(bytes, out int known)) return known;
        if (_bytes.Count % 2 == 1) _bytes.Add(0);
        _bytes.AddRange(bytes);
        return _places[bytes] = _bytes.Count - bytes.Length;
    }

    /// <summary>Adds a directory behind its longer values and returns where it is.</summary>
    public int Directory(params (int Tag, int Type, byte[] Value)[] entries)
    {
        int[] places = [.. entries.Select(entry => entry.Value.Length > 4 ? Add(entry.Value) : 0)];
        var directory = new List<byte>(Short(entries.Length));
        foreach (((int tag, int type, byte[] value), int place) in entries.Zip(places))
        {
            directory.AddRange([.. Short(tag), .. Short(type), .. Long(value.Length / Size(type))]);
            directory.AddRange(place == 0 ? [.. value, .. new byte[4 - value.Length]] : Long(place));
        }

        return Add([.. directory, 0, 0, 0, 0]);
    }

    public byte[] Short(params int[] numbers) => [.. numbers.SelectMany(number => Ordered(BitConverter.GetBytes((ushort)number)))];

    public byte[] Long(params int[] numbers) => [.. numbers.SelectMany(number => Ordered(BitConverter.GetBytes(number)))];

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + "\0");

    private static int Size(int type) => type switch { 3 => 2, 4 => 4, 5 or 10 => 8, _ => 1 };

    private byte[] Ordered(byte[] bytes) => isBigEndian ? [.. bytes.Reverse()] : bytes;

    private void Patch(int at, byte[] bytes)
    {
        for (int i = 0; i < bytes.Length; i++) _bytes[at + i] = bytes[i];
    }
}
