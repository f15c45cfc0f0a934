namespace Enlarger.Models;

/// <summary>The ONNX files of the generators that are built into this assembly.</summary>
internal static class BuiltInModels
{
    /// <summary>A generator's file.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: this assembly was built without it.</exception>
    public static byte[] Read(GeneratorDescription generator)
    {
        using Stream stream = typeof(BuiltInModels).Assembly.GetManifestResourceStream(generator.Id + ".onnx")
            ?? throw new EnlargerException(ErrorKind.Model, $"{generator.Name} ({generator.Id}) is missing from this build: install Enlarger again.");
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
