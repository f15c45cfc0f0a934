using System.IO.Compression;

namespace Enlarger.LayeredFiles;

/// <summary>
/// Writes a layered picture into one OpenRaster file (baseline 0.0.6), which GIMP, Krita, MyPaint and others open. A file of that name is
/// replaced when the new one is whole.
/// </summary>
public sealed class OpenRasterWriter : ILayerWriter
{
    /// <summary>What the names of such files end with.</summary>
    public const string Extension = ".ora";

    // Encoders write in small pieces.
    private const int Buffer = 1 << 16;

    private readonly List<(FiledLayer Layer, string File)> _layers = [];
    private readonly FiledPicture _picture;
    private readonly WholeFile _file;
    private readonly ZipArchive _archive;
    private bool _hasMerged;

    /// <summary>Begins, which tells before much work is done whether anything can be written.</summary>
    /// <param name="path">The file to be.</param>
    /// <param name="picture">The picture.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: no file can be made there.</exception>
    public OpenRasterWriter(string path, FiledPicture picture)
    {
        _picture = picture;
        _file = new WholeFile(new OutputTarget(path));
        _archive = new ZipArchive(_file.Stream, ZipArchiveMode.Create, leaveOpen: true);
        try
        {
            // Programs know the format by these bytes, which lie at fixed places then.
            Store("mimetype", stream => stream.Write("image/openraster"u8));
        }
        catch (EnlargerException)
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<FiledLayer> WithoutMode => [.. _layers.Select(layer => layer.Layer).Where(layer => layer.Mode.CompositeOperation is null)];

    /// <inheritdoc/>
    public void Add(FiledLayer layer, Action<Stream> png)
    {
        if (_layers.Count == _picture.Layers) throw new InvalidOperationException("There are more layers than were announced.");
        string name = $"data/layer{_layers.Count}.png";
        StoreMade(name, png);
        _layers.Add((layer, name));
    }

    /// <inheritdoc/>
    public void AddMerged(Action<Stream> png, Action<Stream> thumbnail)
    {
        StoreMade("mergedimage.png", png);
        StoreMade("Thumbnails/thumbnail.png", thumbnail);
        _hasMerged = true;
    }

    /// <inheritdoc/>
    public string Commit()
    {
        if (_layers.Count != _picture.Layers || !_hasMerged) throw new InvalidOperationException("The picture is not whole.");
        Store("stack.xml", stream => OpenRasterStack.Write(stream, _picture, _layers));
        _file.Target.Attempt(_archive.Dispose);
        return _file.Commit();
    }

    /// <summary>Takes away what is not committed.</summary>
    public void Dispose()
    {
        // It would write what makes the file whole, which is to go.
        TemporaryEntry.TryDelete(_archive.Dispose);
        _file.Dispose();
    }

    // Encoders seek in what they write, and an archive cannot be sought in.
    private void StoreMade(string name, Action<Stream> png) => _file.Target.Attempt(() =>
    {
        using var made = new FileStream(_file.Target.Beside(), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, Buffer, FileOptions.DeleteOnClose);
        _file.Target.Fill(made, png);
        made.Position = 0;
        Store(name, made.CopyTo);
    });

    // Not deflated: a PNG is already, and the first entry must not be.
    private void Store(string name, Action<Stream> write) => _file.Target.Attempt(() =>
    {
        using Stream stream = _archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        write(stream);
    });
}
