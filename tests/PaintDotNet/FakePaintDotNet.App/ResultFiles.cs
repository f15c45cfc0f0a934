using System.Text.Json;
using FakePaintDotNet.Services;

namespace FakePaintDotNet.App;

/// <summary>What a run left: outcome.json, the pixels of each layer as layer-N.bgra, and clipboard.bgra.</summary>
internal static class ResultFiles
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Write(string folder, FakeHost host, FakeOutcome outcome, IReadOnlyList<string> sentences)
    {
        Directory.CreateDirectory(folder);
        for (int i = 0; i < host.Document.Layers.Length; i++) File.WriteAllBytes(Path.Combine(folder, $"layer-{i}.bgra"), host.Document.Layers[i].Pixels);
        ClipboardImage? image = host.Clipboard.Image;
        if (image is not null) File.WriteAllBytes(Path.Combine(folder, "clipboard.bgra"), image.Pixels);
        var content = new
        {
            outcome.IsCommitted,
            outcome.IsCancelled,
            Exception = outcome.Exception?.ToString(),
            outcome.Renderings,
            Clipboard = image is null ? null : new { image.Width, image.Height, HasProfile = image.Profile is not null },
            Errors = host.Errors.Shown.Select(error => new { error.Message, Exception = error.Exception?.ToString(), error.Details }),
            host.Shell.Opened,
            Sentences = sentences,
        };
        File.WriteAllText(Path.Combine(folder, "outcome.json"), JsonSerializer.Serialize(content, Options));
    }
}
