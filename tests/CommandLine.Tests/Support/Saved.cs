using Enlarger.CommandLine.Vips;
using Enlarger.CommandLine.Vips.Native;

namespace Enlarger.Tests.Support;

/// <summary>Picture files with what libvips can write and Enlarger does not.</summary>
internal static class Saved
{
    /// <summary>Writes a picture file as another, with all its metadata.</summary>
    /// <param name="picture">The bytes of a picture file.</param>
    /// <param name="extension">The format of the other, by its extension.</param>
    /// <param name="options">Options of the saver, like "interlace=true".</param>
    /// <returns>The bytes of the other.</returns>
    public static byte[] As(byte[] picture, string extension, params string[] options)
    {
        using var folder = new Folder();
        string from = folder.Write("from", picture), to = folder["to"];
        using (GObject source = LibVips.vips_source_new_from_file(from).OrThrow())
        using (VipsOperation load = new VipsOperation(PictureFormat.Of(picture)!.Loader).Set("source", source))
        using (GObject image = load.RunForImage())
        using (GObject target = LibVips.vips_target_new_to_file(to).OrThrow())
        using (VipsOperation save = new VipsOperation(PictureFormat.OfName("to." + extension)!.Saver).Set("in", image).Set("target", target))
        {
            foreach (string[] option in options.Select(option => option.Split('='))) save.Set(option[0], option[1]);
            save.Run();
        }

        return File.ReadAllBytes(to);
    }

    /// <summary>A picture as a file of a certain kind that lies in some way.</summary>
    /// <param name="picture">The picture, without alpha.</param>
    /// <param name="kind">An extension, and options of the saver behind it: "png interlace=true".</param>
    /// <param name="orientation">What EXIF has for it, 1..8.</param>
    public static byte[] Turned(Raster picture, string kind, int orientation)
    {
        string[] words = kind.Split(' ');
        return As(FileBytes.WithOrientation(Raw(picture, "jpg"), (byte)orientation), words[0], words[1..]);
    }

    /// <summary>A picture as a file of Enlarger's own making.</summary>
    public static byte[] Raw(Raster picture, string extension)
    {
        using var folder = new Folder();
        return File.ReadAllBytes(picture.Save(folder["raw." + extension]));
    }
}
