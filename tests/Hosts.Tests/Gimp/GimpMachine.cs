using Enlarger.Models;
using Enlarger.Models.Builder;
using Enlarger.Models.Builder.Adding;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp;

/// <summary>A GIMP without windows that all tests share, and a folder of generators that it shares with them.</summary>
internal static class GimpMachine
{
    /// <summary>The photograph generator, the fastest of the real ones.</summary>
    public const string Photograph = "realesr-general-x4";

    /// <summary>A generator that takes no time: it repeats each pixel 4x4 times.</summary>
    public const string Repeating = "repeating";

    /// <summary>The same, but it fails as soon as all of a tile is white.</summary>
    public const string Fragile = "fragile";

    /// <summary>One whose file is gone.</summary>
    public const string Missing = "missing";

    /// <summary>One whose file is another than it was.</summary>
    public const string Damaged = "damaged";

    private static Folder? _folder;
    private static GimpSession? _session;
    private static ModelStore? _store;

    /// <summary>The generators.</summary>
    public static ModelStore Store => _store!;

    /// <summary>GIMP, a new one if a test has killed the last.</summary>
    public static GimpSession Session
    {
        get
        {
            if (_session is { IsAlive: true }) return _session;
            _session?.Dispose();

            // The folder's name has a space and a foreign script in it, and so have all paths in it.
            return _session = GimpSession.Start(GimpSession.Console, _folder!.Path, Store.Folder);
        }
    }

    /// <summary>Makes the folder; GIMP itself starts when it is first asked.</summary>
    public static void Make()
    {
        _folder = new Folder();
        _store = MakeStore(_folder["models"]);
    }

    /// <summary>Ends GIMP.</summary>
    public static void Remove()
    {
        _session?.Dispose();
        _folder?.Dispose();
        (_session, _folder) = (null, null);
    }

    /// <summary>A folder with the generators that tests use; the real one stays where the user has it.</summary>
    private static ModelStore MakeStore(string folder)
    {
        Directory.CreateDirectory(folder);
        var user = new ModelStore(ModelStore.DefaultFolder, GeneratorCatalog.Load(), new ModelBuilder());
        File.CreateSymbolicLink(Path.Combine(folder, Photograph + ".onnx"), user.Require(user.Find(Photograph), CancellationToken.None));

        var store = new ModelStore(folder, user.Catalog);
        var adder = new ModelAdder(store);
        foreach ((string id, byte[] network) in new[] { (Repeating, ShuffleNetwork.Make()), (Fragile, FragileNetwork.Make()), (Missing, ShuffleNetwork.Make()), (Damaged, ShuffleNetwork.Make()) })
        {
            string file = Path.Combine(folder, id + ".new");
            File.WriteAllBytes(file, network);
            adder.Add(file, new AddOptions { Id = id }, CancellationToken.None);
            File.Delete(file);
        }

        File.Delete(store.PathOf(store.Find(Missing)));
        File.WriteAllBytes(store.PathOf(store.Find(Damaged)), FragileNetwork.Make());
        return store;
    }
}
