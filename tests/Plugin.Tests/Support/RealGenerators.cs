using Enlarger.CommandLine.Vips;
using Enlarger.Imaging;
using Enlarger.Inference.Natives;
using Enlarger.Models;
using Enlarger.Models.Builder;
using Microsoft.ML.OnnxRuntime;

namespace Enlarger.Tests.Support;

/// <summary>The real generators and the sample photograph, restored on first use into the user's own store, where they stay.</summary>
internal static class RealGenerators
{
    private static readonly ModelBuilder Builder = new();

    public static ModelStore Store { get; } = new(ModelStore.DefaultFolder, GeneratorCatalog.Load(), Builder);

    public static Engine Engine { get; } = new(Store);

    /// <summary>The path of a generator's file.</summary>
    public static string Path(string id)
    {
        GeneratorDescription generator = Store.Find(id);
        return Store.Check(generator) == ModelState.Present ? Store.PathOf(generator) : Store.Restore(generator, CancellationToken.None);
    }

    /// <summary>The photograph of a flower, 128x128, rgba8, opaque.</summary>
    public static Picture Flower()
    {
        using PictureReader reader = PictureReader.Open(Builder.RestoreSample(Store, "flower", CancellationToken.None));
        var picture = new Picture(reader.Size, reader.Format);
        reader.Read(new PixelArea(0, 0, reader.Size.Width, reader.Size.Height), picture.Bytes);
        return picture;
    }

    /// <summary>A plain run of a generator's file over a whole picture, with nothing of ours in between: planes of 4 times the size.</summary>
    public static FloatPlanes PlainRun(string id, Picture picture)
    {
        OnnxRuntimeLibrary.Prepare();
        using var session = new InferenceSession(Path(id));
        (int width, int height) = (picture.Size.Width, picture.Size.Height);
        using FloatPlanes input = picture.Planes();
        using OrtValue tensor = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, input.Memory, [1, 3, height, width]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, [session.InputNames[0]], [tensor], [session.OutputNames[0]]);
        var result = new FloatPlanes(3, width * 4, height * 4);
        outputs[0].GetTensorDataAsSpan<float>().CopyTo(result.Span);
        foreach (ref float value in result.Span) value = Math.Clamp(value, 0f, 1f);
        return result;
    }
}
