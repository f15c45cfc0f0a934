using System.Runtime.InteropServices;
using Enlarger.Tests.Support;

namespace Enlarger.Tests;

/// <summary>A generator of models/training as PyTorch runs it and, exported, as the plug-in does: added to a store, chosen in a filter, run over raw floats.</summary>
internal sealed class ExportAgreementTests
{
    private const int Width = 44, Height = 30;
    private const double Agreement = 1e-3;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [TestCase("SRResNet", """{"scale": 4, "channels": 16, "blocks": 2}""", 4)]
    [TestCase("SRResNet", """{"scale": 2, "channels": 16, "blocks": 2}""", 2)]
    [TestCase("SRGANAttention", """{"scale": 4, "channels": 16, "blocks": 2}""", 4)]
    [TestCase("RRDBNet", """{"scale": 4, "channels": 16, "blocks": 1, "growth": 8}""", 4)]
    [TestCase("D-DBPN", """{"scale": 4, "channels": 8, "first": 16, "stages": 3}""", 4)]
    [TestCase("D-DBPN", """{"scale": 2, "channels": 8, "first": 16, "stages": 3}""", 2)]
    [TestCase("SRVGGNetCompact", """{"scale": 4, "channels": 16, "convolutions": 4}""", 4)]
    [TestCase("Restorer", """{"channels": 16, "blocks": 3}""", 1)]
    public void PyTorch_and_the_plug_in_draw_the_same_picture(string network, string constants, int scale)
    {
        using var folder = new Folder();
        string script = Path.Combine(Repository.Root, "tests", "Training.Tests", "exporting", "drawing.py");
        ProcessRun drawing = ProcessRun.Of(
            Interpreter.Required, [script, network, constants, folder.Path], Patience,
            environment: [("PYTHONPATH", Path.Combine(Repository.Root, "tests", "Training.Tests")), ("PYTHONDONTWRITEBYTECODE", "1"), ("OMP_NUM_THREADS", "1")]);
        Assert.That(drawing.ExitCode, Is.Zero, drawing.Error);

        Run(folder, null, "models", "add", folder["generator.onnx"], "--id", "made-up", "--scale", $"{scale}");
        string[] filter = scale == 1 ? ["restore-blur", "--kind", "motion"] : ["upscale", "--scale", $"{scale}"];
        ProcessRun run = Run(
            folder, File.ReadAllBytes(folder["picture.raw"]),
            ["pipe", .. filter, "--model", "made-up", "--color-lock", "off", "--encoding", "srgb", "--width", $"{Width}", "--height", $"{Height}", "--format", "rgbf32"]);

        int header = Array.IndexOf(run.Bytes, (byte)'\n') + 1;
        float[] ours = MemoryMarshal.Cast<byte, float>(run.Bytes.AsSpan(header)).ToArray(), theirs = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(folder["drawn.raw"])).ToArray();
        Assert.That(ours, Has.Length.EqualTo(Width * Height * 3 * scale * scale));
        Assert.That(ours.Zip(theirs, (a, b) => Math.Abs(a - b)).Max(), Is.LessThan(Agreement));
        Assert.That(theirs.Distinct().Count(), Is.GreaterThan(theirs.Length / 2), "and there is a picture");
    }

    private static ProcessRun Run(Folder store, byte[]? input, params string[] arguments)
    {
        ProcessRun run = ProcessRun.Of(RealProgram.Path, arguments, Patience, input, ("ENLARGER_MODELS", store["store"]));
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return run;
    }
}
