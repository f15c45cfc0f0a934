using System.Text;
using Enlarger.CommandLine.Commands;
using Enlarger.CommandLine.Streaming;
using Enlarger.Imaging.Color;
using Enlarger.Json;

namespace Enlarger.CommandLine.Documents;

/// <summary>How hosts and commands talk: a line of JSON in either direction, and raw bytes behind it.</summary>
internal static class HostRequest
{
    /// <summary>Reads a line that describes something.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: it is none; <see cref="ErrorKind.Input"/>: there is none.</exception>
    public static T Read<T>(HostInput input)
        where T : class => Parse<T>(input.ReadLine() ?? throw new EnlargerException(ErrorKind.Input, "The input ended before its first line."));

    /// <summary>What a line describes.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: nothing of that kind.</exception>
    public static T Parse<T>(string line)
        where T : class => StrictJson.Read<T>(line, "The host's description", ErrorKind.Usage);

    /// <summary>Reads the encoding of what follows, with the profile that may follow the line.</summary>
    /// <param name="input">The input.</param>
    /// <param name="name">What the samples mean.</param>
    /// <param name="profileBytes">The length of the profile.</param>
    /// <param name="terminal">Takes the note about a profile that is of no use.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: the two do not fit; <see cref="ErrorKind.Input"/>: the profile cannot be read.</exception>
    public static ColorEncoding ReadEncoding(HostInput input, EncodingName name, int? profileBytes, Terminal terminal)
    {
        if ((name == EncodingName.Profile) != profileBytes is not null) throw new EnlargerException(ErrorKind.Usage, "The field 'profileBytes' is there for the encoding 'profile', and for no other.");
        if (profileBytes is < 1 or > EncodingOptions.MostProfileBytes)
        {
            throw new EnlargerException(ErrorKind.Usage, $"A profile has 1 to {EncodingOptions.MostProfileBytes >> 20} MiB, and not {profileBytes} bytes.");
        }

        if (profileBytes is null) return name == EncodingName.Linear ? ColorEncoding.LinearSrgb : ColorEncoding.Srgb;
        byte[] profile = new byte[profileBytes.Value];
        input.ReadBytes(profile);
        return EncodingOptions.OfProfile(profile, "profile of the document", terminal);
    }

    /// <summary>Writes a line that describes something.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: the host is gone.</exception>
    public static void Reply<T>(Stream output, T reply)
        where T : class => Write(output, Encoding.UTF8.GetBytes(StrictJson.WriteLine(reply) + "\n"));

    /// <summary>Writes bytes.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: the host is gone.</exception>
    public static void Write(Stream output, ReadOnlySpan<byte> bytes)
    {
        try
        {
            output.Write(bytes);
            output.Flush();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EnlargerException(ErrorKind.Output, "The answer could not be written: the reader is gone.", exception);
        }
    }
}
