using System.Diagnostics;
using Enlarger.Tests.Support;

namespace Enlarger.Tests;

/// <summary>The real program, where a search path leads to other libraries of the same names.</summary>
[Platform(Include = "Linux", Reason = "Only Linux has a search path for libraries that a user sets, and a loader that tells what it does.")]
public sealed class NativeLibraryTests : FolderTests
{
    [TestCase("libonnxruntime.so")]
    [TestCase("libvips-cpp.so.8.18.7")]
    public void A_library_on_the_search_path_is_not_loaded_instead_of_ours(string name)
    {
        string own = Path.Combine(AppContext.BaseDirectory, "runtimes/linux-x64/native", name);
        File.Copy(own, Folder[name]);
        string model = Folder.Write("repeat.onnx", NearestOnnx.Make());
        string picture = Raster.Sample(9, 7, "rgb8").Save(Folder["a.png"]);

        // The loader writes what it loads into a file of its own.
        string line = "export LD_LIBRARY_PATH=\"$1\" LD_DEBUG=libs LD_DEBUG_OUTPUT=\"$1/loader\" ENLARGER_MODELS=\"$1/models\" ENLARGER_DEVICES=\"$1/devices\"; " +
            "\"$0\" models add \"$2\" --id repeat --scale 4 --name Repeats --licence MIT >&2 && \"$0\" upscale \"$3\" --model repeat >&2";
        using Process process = RealProgram.Shell(line, Folder.Path, model, picture);
        (int code, string error) = RealProgram.End(process);
        Assert.That(code, Is.Zero, error);

        string[] loaded = [.. Directory.GetFiles(Folder.Path, "loader.*").SelectMany(File.ReadLines)
            .Where(text => text.Contains("calling init: ", StringComparison.Ordinal)).Select(text => text.Split("calling init: ")[1].Trim())];
        Assert.That(loaded, Does.Contain(Path.GetFullPath(own)));
        Assert.That(loaded, Has.None.StartsWith(Folder.Path));
    }

    // ONNX Runtime reports to its makers what it is used for, out of a database that it keeps in the folder for caches.
    [TestCase("")]
    [TestCase("ORT_DISABLE_TELEMETRY=0 ")]
    public void Nothing_is_kept_to_be_sent_to_anybody(string variable)
    {
        string model = Folder.Write("repeat.onnx", NearestOnnx.Make());
        string picture = Raster.Sample(9, 7, "rgb8").Save(Folder["a.png"]);
        string line = $"export {variable}XDG_CACHE_HOME=\"$1/cache\" ENLARGER_MODELS=\"$1/models\" ENLARGER_DEVICES=\"$1/devices\"; " +
            "\"$0\" models add \"$2\" --id repeat --scale 4 --name Repeats --licence MIT >&2 && \"$0\" upscale \"$3\" --model repeat >&2";
        using Process process = RealProgram.Shell(line, Folder.Path, model, picture);
        (int code, string error) = RealProgram.End(process);
        Assert.That(code, Is.Zero, error);
        Assert.That(Directory.Exists(Folder["cache"]), Is.False);
    }
}
