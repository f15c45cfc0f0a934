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
    private readonly OutputTarget _target;
    private readonly string _part;
    private readonly ZipArchive _archive = null!;
    private FileStream? _file;
    private bool _hasMerged;

    /// <summary>Begins, which tells before much work is done whether anything can be written.</summary>
    /// <param name="path">The file to be.</param>
    /// <param name="picture">The picture.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: no file can be made there.</exception>
    public OpenRasterWriter(string path, FiledPicture picture)
    {
        _picture = picture;
        _target = new OutputTarget(path);
        if (Directory.Exists(_target.Path)) throw new EnlargerException(ErrorKind.Output, $"'{_target.Path}' is a folder: choose another name for the file.");
        if (File.Exists(_target.Path) && File.GetAttributes(_target.Path).HasFlag(FileAttributes.ReadOnly))
        {
            throw new EnlargerException(ErrorKind.Output, $"'{_target.Path}' is write-protected: choose another name for the file.");
        }

        _part = _target.Beside();
        try
        {
            _target.Attempt(() => _file = new FileStream(_part, FileMode.CreateNew, FileAccess.ReadWrite));
            _archive = new ZipArchive(_file!, ZipArchiveMode.Create, leaveOpen: true);

            // Programs know the format by these bytes, which lie at fixed places then.
            Store("mimetype", stream => stream.Write("image/openraster"u8));
        }
        catch
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
        _target.Attempt(() =>
        {
            _archive.Dispose();
            _file!.Flush(flushToDisk: true);
            _file.Dispose();
            File.Move(_part, _target.Path, overwrite: true);
            _file = null;
        });
        return _target.Path;
    }

    /// <summary>Takes away what is not committed.</summary>
    public void Dispose()
    {
        if (_file is null) return;
        try
        {
            using (_file) _archive?.Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It would write what makes the file whole, which is to go.
        }

        TemporaryEntry.TryDelete(() => File.Delete(_part));
        _file = null;
    }

    // Encoders seek in what they write, and an archive cannot be sought in.
    private void StoreMade(string name, Action<Stream> png) => _target.Attempt(() =>
    {
        using var made = new FileStream(_target.Beside(), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, Buffer, FileOptions.DeleteOnClose);
        _target.Fill(made, png);
        made.Position = 0;
        Store(name, made.CopyTo);
    });

    // Not deflated: a PNG is already, and the first entry must not be.
    private void Store(string name, Action<Stream> write) => _target.Attempt(() =>
    {
        using Stream stream = _archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        write(stream);
    });
}
