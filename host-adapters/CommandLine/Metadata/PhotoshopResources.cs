using System.Buffers.Binary;

namespace Enlarger.CommandLine.Metadata;

/// <summary>
/// Photoshop's resources: what a JPEG file holds in its segment "Photoshop 3.0", the IPTC record being one of them. Any bytes will do; what
/// cannot be read is left out.
/// </summary>
internal sealed class PhotoshopResources
{
    /// <summary>The resource that is the IPTC record.</summary>
    public const ushort IptcRecord = 0x0404;

    private const ushort Resolution = 0x03ED;

    // Thumbnails of two kinds, and EXIF blocks beside the real one, with thumbnails of their own.
    private static readonly ushort[] Stale = [0x0409, 0x040C, 0x0422, 0x0423];
    // Guides, slices and paths, by which a page may be clipped.
    private const ushort Guides = 0x0408, Slices = 0x041A, FirstPath = 0x07D0, ClippingPath = 0x0BB7;
    private readonly List<(ushort Id, byte[] Name, byte[] Content)> _resources;

    private PhotoshopResources(List<(ushort Id, byte[] Name, byte[] Content)> resources) => _resources = resources;

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _resources.Count == 0;

    private static ReadOnlySpan<byte> Prefix => "Photoshop 3.0\0"u8;

    private static ReadOnlySpan<byte> Signature => "8BIM"u8;

    /// <summary>Reads resources with or without the prefix of JPEG, or an IPTC record alone.</summary>
    public static PhotoshopResources Parse(ReadOnlySpan<byte> bytes)
    {
        var resources = new List<(ushort Id, byte[] Name, byte[] Content)>();
        if (bytes is [0x1C, ..]) resources.Add((IptcRecord, [0, 0], bytes.ToArray()));
        if (bytes.StartsWith(Prefix)) bytes = bytes[Prefix.Length..];
        // Signature, number, name with its length before it, length, content; name and content are padded to even lengths.
        while (bytes.Length >= 12 && bytes.StartsWith(Signature))
        {
            int name = (bytes[6] + 2) & ~1, content = 6 + name + 4;
            if (content > bytes.Length) break;

            uint length = BinaryPrimitives.ReadUInt32BigEndian(bytes[(content - 4)..]);
            if (length > bytes.Length - content) break;

            resources.Add((BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]), bytes.Slice(6, name).ToArray(), bytes.Slice(content, (int)length).ToArray()));
            bytes = bytes[Math.Min(bytes.Length, content + (int)length + ((int)length & 1))..];
        }

        return new PhotoshopResources(resources);
    }

    /// <summary>The content of a resource, or null.</summary>
    public byte[]? Find(ushort id) => _resources.Find(resource => resource.Id == id).Content;

    /// <summary>All but those of that number.</summary>
    public PhotoshopResources Without(ushort id) => new([.. _resources.Where(resource => resource.Id != id)]);

    /// <summary>These with that content for a number.</summary>
    public PhotoshopResources With(ushort id, byte[] content) => new([.. Without(id)._resources, (id, [0, 0], content)]);

    /// <summary>What is true of a picture without thumbnail and with that resolution in pixels per millimetre (null: unknown).</summary>
    /// <param name="resolution">The resolution.</param>
    /// <param name="isOfPart">Whether the picture is a part of the one that these were made for, so that places in it go.</param>
    public PhotoshopResources For((double X, double Y)? resolution, bool isOfPart = false)
    {
        var kept = _resources.Where(resource => !Stale.Contains(resource.Id) && !(isOfPart && IsPlace(resource.Id))).ToList();
        if (resolution is { } wanted && kept.FindIndex(resource => resource is { Id: Resolution, Content.Length: >= 16 }) is var at and >= 0)
        {
            // Always per inch, with 16 bits behind the point; the units between are only for display.
            byte[] content = [.. kept[at].Content];
            BinaryPrimitives.WriteUInt32BigEndian(content, FixedPoint(wanted.X));
            BinaryPrimitives.WriteUInt32BigEndian(content.AsSpan(8), FixedPoint(wanted.Y));
            kept[at] = kept[at] with { Content = content };
        }

        return new PhotoshopResources(kept);
    }

    /// <summary>The resources one after another.</summary>
    public byte[] ToBytes()
    {
        var bytes = new MemoryStream();
        byte[] number = new byte[4];
        foreach ((ushort id, byte[] name, byte[] content) in _resources)
        {
            bytes.Write(Signature);
            BinaryPrimitives.WriteUInt16BigEndian(number, id);
            bytes.Write(number.AsSpan(0, 2));
            bytes.Write(name);
            BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
            bytes.Write(number);
            bytes.Write(content);
            if (content.Length % 2 == 1) bytes.WriteByte(0);
        }

        return bytes.ToArray();
    }

    /// <summary>The resources as a JPEG file holds them, or null if there are none.</summary>
    public byte[]? ToBlock() => IsEmpty ? null : [.. Prefix, .. ToBytes()];

    private static bool IsPlace(ushort id) => id is Guides or Slices or (>= FirstPath and <= ClippingPath);

    private static uint FixedPoint(double perMillimetre) => (uint)Math.Clamp(Math.Round(Density.PerInch(perMillimetre) * 65536), 0, uint.MaxValue);
}
