using System.Buffers.Binary;
using Enlarger.CommandLine.Files;
using Enlarger.CommandLine.Metadata;

namespace Enlarger.CommandLine.Vips;

/// <summary>Looks at a file before libvips does, to say in a sentence why it is no picture.</summary>
internal static class FileProbe
{
    /// <summary>The format of a file by its first bytes, whatever its name says.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Input"/>: it is absent, unreadable, empty or of another format.</exception>
    public static PictureFormat Format(string path)
    {
        if (Directory.Exists(path)) throw Wrong($"'{path}' is a folder: name a picture in it.");
        if (FileKind.IsStream(path)) throw Wrong($"'{path}' is no file but a stream: save it to a file first.");

        try
        {
            using FileStream file = File.OpenRead(path);
            Span<byte> start = stackalloc byte[12];
            int length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            if (length == 0) throw Wrong($"'{path}' is empty.");

            PictureFormat format = PictureFormat.Of(start[..length])
                ?? throw Wrong($"'{path}' is not a PNG, JPEG, WebP or TIFF picture: save it in one of these formats first.");
            if (format.Id == "png" && IsAnimated(file)) throw Wrong($"'{path}' has several frames, and Enlarger takes one picture: save the wanted one alone.");
            if (format.Id == "tiff" && TiffFile.IsRaw(file)) throw Wrong($"'{path}' is a raw file or its preview: develop it first.");
            return format;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Wrong($"There is no file '{path}'.", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw Wrong($"'{path}' may not be read by you: change its permissions or copy it.", exception);
        }
        catch (IOException exception)
        {
            throw Wrong($"'{path}' cannot be read.", exception);
        }
    }

    // libvips takes the first frame of an animated PNG in silence; the chunk acTL, before the pixels, tells.
    private static bool IsAnimated(FileStream file)
    {
        Span<byte> chunk = stackalloc byte[8];
        for (file.Position = 8; file.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false) == chunk.Length;)
        {
            if (chunk[4..].SequenceEqual("acTL"u8)) return true;
            if (chunk[4..].SequenceEqual("IDAT"u8)) return false;
            file.Position += BinaryPrimitives.ReadUInt32BigEndian(chunk) + 4L;
        }

        return false;
    }

    private static EnlargerException Wrong(string sentence, Exception? inner = null) => new(ErrorKind.Input, sentence, inner);
}
