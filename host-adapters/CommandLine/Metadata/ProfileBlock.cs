using System.Buffers.Binary;

namespace Enlarger.CommandLine.Metadata;

/// <summary>What containers ask of an ICC profile.</summary>
internal static class ProfileBlock
{
    // The header and the number of tags (ICC.1:2010, section 7.2), and where in it the check sum of the whole is.
    private const int LeastBytes = 132, CheckAt = 84, CheckBytes = 16;

    /// <summary>The profile as PNG takes it, which is as long as it says and whole words; null if it is cut short.</summary>
    public static byte[]? ForPng(byte[] profile)
    {
        if (profile.Length < LeastBytes) return null;

        uint length = BinaryPrimitives.ReadUInt32BigEndian(profile);
        if (length < LeastBytes || length > profile.Length) return null;
        if (length == profile.Length && length % 4 == 0) return profile;

        byte[] whole = new byte[(length + 3) / 4 * 4];
        profile.AsSpan(0, (int)length).CopyTo(whole);
        BinaryPrimitives.WriteInt32BigEndian(whole, whole.Length);
        // Zeros say that there is none.
        whole.AsSpan(CheckAt, CheckBytes).Clear();
        return whole;
    }
}
