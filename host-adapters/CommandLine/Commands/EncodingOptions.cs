using System.CommandLine;
using Enlarger.Imaging.Color;

namespace Enlarger.CommandLine.Commands;

/// <summary>The options of a command that say what raw samples mean.</summary>
internal sealed class EncodingOptions
{
    /// <summary>Far above the largest profile in use.</summary>
    public const int MostProfileBytes = 16 << 20;
    private const string Srgb = "srgb", Linear = "linear";

    private readonly Option<string> _encoding = new("--encoding")
    {
        HelpName = $"{Srgb}|{Linear}",
        Description = $"What samples mean: sRGB values, or values proportional to light with the primaries of sRGB. [default: {Srgb}]",
    };

    private readonly Option<string> _profile = new("--profile")
    {
        HelpName = "FILE",
        Description = "The ICC profile of the pixels, in place of --encoding; a profile by tables alone (CMYK and the like) leaves the pixels unconverted.",
    };

    /// <summary>Makes the options and adds them to a command.</summary>
    public EncodingOptions(Command command)
    {
        command.Add(_encoding);
        command.Add(_profile);
    }

    /// <summary>The encoding that a command line asks for; a note is left of a profile that is of no use.</summary>
    /// <exception cref="EnlargerException">
    /// <see cref="ErrorKind.Usage"/>: there is no such encoding, or both options are given; <see cref="ErrorKind.Input"/>: the profile cannot be read.
    /// </exception>
    public ColorEncoding Read(ParseResult parsed, Terminal terminal)
    {
        string? name = parsed.GetValue(_encoding), path = FileArgument.Read(parsed, _profile);
        if (name is not null && path is not null) throw new EnlargerException(ErrorKind.Usage, "--encoding and --profile exclude each other: a profile says what samples mean.");

        if (path is null)
        {
            return name switch
            {
                null or Srgb => ColorEncoding.Srgb,
                Linear => ColorEncoding.LinearSrgb,
                _ => throw new EnlargerException(ErrorKind.Usage, $"'{name}' is no value for --encoding: use {Srgb} or {Linear}."),
            };
        }

        return OfProfile(Content(path), $"profile '{PlainLine.Of(path)}'", terminal);
    }

    /// <summary>The encoding that a profile describes; a note is left of one that is of no use.</summary>
    /// <param name="profile">The ICC profile.</param>
    /// <param name="name">What to call it in the note.</param>
    /// <param name="terminal">Takes the note.</param>
    public static ColorEncoding OfProfile(ReadOnlySpan<byte> profile, string name, Terminal terminal)
    {
        if (ColorEncoding.OfProfile(profile) is { } encoding) return encoding;
        terminal.Note($"The {name} is damaged or not one of RGB or grey by curves: the pixels are taken as they are, for sRGB.");
        return ColorEncoding.Srgb;
    }

    private static byte[] Content(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            // Some things that can be opened have no length, or no end.
            byte[] bytes = new byte[1 << 16];
            int length = 0;
            for (int read; (read = file.Read(bytes, length, bytes.Length - length)) > 0;)
            {
                length += read;
                if (length > MostProfileBytes) throw new EnlargerException(ErrorKind.Input, $"The profile '{path}' is larger than {MostProfileBytes >> 20} MiB: give the ICC profile of the pixels.");
                if (length == bytes.Length) Array.Resize(ref bytes, length * 2);
            }

            return bytes[..length];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new EnlargerException(ErrorKind.Input, $"The profile '{path}' cannot be read: check that the file is there and may be opened.", exception);
        }
    }
}
