using System.Globalization;
using System.Text;
using Enlarger.Json;

namespace Enlarger.LayeredFiles;

/// <summary>
/// Writes a layered picture into a new folder, a PNG for each layer, numbered from the lowest up, so that an editor which imports files
/// as layers gets them in their order; <see cref="LayerList"/> says the rest. Where there is something of the folder's name, it gets another.
/// </summary>
public sealed class LayerFolderWriter : ILayerWriter
{
    private const int MovesTried = 20;
    private static readonly TimeSpan MovePause = TimeSpan.FromMilliseconds(250);

    private readonly List<(FiledLayer Layer, string File)> _layers = [];
    private readonly FiledPicture _picture;
    private readonly OutputTarget _target;
    private readonly string _part;
    private bool _isDone;

    /// <summary>Begins, which tells before much work is done whether anything can be written.</summary>
    /// <param name="path">The folder to be.</param>
    /// <param name="picture">The picture.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: no folder can be made there.</exception>
    public LayerFolderWriter(string path, FiledPicture picture)
    {
        _picture = picture;
        _target = new OutputTarget(Path.TrimEndingDirectorySeparator(path));
        _part = _target.Beside();

        // Making a folder would make those it lies in as well, which nobody has asked for.
        _target.Attempt(() => _ = Directory.Exists(_target.Folder) ? Directory.CreateDirectory(_part) : throw new DirectoryNotFoundException());
    }

    /// <inheritdoc/>
    public IReadOnlyList<FiledLayer> WithoutMode => [.. _layers.Select(layer => layer.Layer).Where(layer => layer.Mode.CompositeOperation != BlendMode.Covering)];

    /// <inheritdoc/>
    public void Add(FiledLayer layer, Action<Stream> png)
    {
        if (_layers.Count == _picture.Layers) throw new InvalidOperationException("There are more layers than were announced.");
        string name = LayerFileName.Of(_layers.Count + 1, _picture.Layers, layer.Name);
        Write(name, stream => _target.Fill(stream, png));
        _layers.Add((layer, name));
    }

    /// <summary>Does nothing: among the layers it would be taken for one more.</summary>
    public void AddMerged(Action<Stream> png, Action<Stream> thumbnail)
    {
    }

    /// <inheritdoc/>
    public string Commit()
    {
        if (_layers.Count != _picture.Layers) throw new InvalidOperationException("The picture is not whole.");
        Write(LayerList.FileName, stream =>
        {
            // One that marks what it cannot write, such as half of a pair in a name, where the usual one throws.
            using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
            text.Write(StrictJson.Write(List()));
        });
        string place = "";
        _target.Attempt(() => place = Move());
        _isDone = true;
        return place;
    }

    /// <summary>Takes away what is not committed.</summary>
    public void Dispose()
    {
        if (_isDone) return;
        TemporaryEntry.TryDelete(() => Directory.Delete(_part, recursive: true));
        _isDone = true;
    }

    private void Write(string name, Action<Stream> write) => _target.Attempt(() =>
    {
        using var stream = new FileStream(Path.Combine(_part, name), FileMode.Create, FileAccess.ReadWrite);
        write(stream);
        stream.Flush(flushToDisk: true);
    });

    // Another one may take the name at the last moment; and Windows moves no folder in which a virus scanner or an indexer still reads a file.
    private string Move()
    {
        int patience = OperatingSystem.IsWindows() ? MovesTried : 1;
        for (int number = 1; ; number++)
        {
            string place = number == 1 ? _target.Path : string.Create(CultureInfo.InvariantCulture, $"{_target.Path} {number}");
            if (Path.Exists(place)) continue;
            try
            {
                Directory.Move(_part, place);
                return place;
            }
            catch (IOException) when (Path.Exists(place))
            {
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException && --patience > 0)
            {
                Thread.Sleep(MovePause);
                number--;
            }
        }
    }

    private LayerList List() => new()
    {
        Width = _picture.Canvas.Width,
        Height = _picture.Canvas.Height,
        HorizontalResolution = _picture.HorizontalResolution,
        VerticalResolution = _picture.VerticalResolution,
        Layers =
        [
            .. _layers.Select(layer => new ListedLayer
            {
                File = layer.File,
                Name = layer.Layer.Name,
                Opacity = layer.Layer.Opacity,
                Visible = layer.Layer.IsVisible,
                BlendMode = layer.Layer.Mode.Name,
                CompositeOperation = layer.Layer.Mode.CompositeOperation,
            }),
        ],
    };
}
