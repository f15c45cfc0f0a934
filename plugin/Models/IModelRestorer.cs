namespace Enlarger.Models;

/// <summary>Brings a generator's ONNX file into a store. The core asks for it; <c>models/Builder</c> knows how.</summary>
public interface IModelRestorer
{
    /// <summary>Restores a generator and verifies it; returns when its file lies at <paramref name="path"/>, whole.</summary>
    /// <param name="generator">The generator.</param>
    /// <param name="path">Where its file shall lie.</param>
    /// <param name="precision">What it shall compute in; half only where the description has a hash for it.</param>
    /// <param name="cancellation">Ends the download.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: it cannot be restored, and what to do.</exception>
    void Restore(GeneratorDescription generator, string path, Precision precision, CancellationToken cancellation);
}
