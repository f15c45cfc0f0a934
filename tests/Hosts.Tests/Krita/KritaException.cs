namespace Enlarger.Tests.Krita;

/// <summary>What the adapter refuses, with the sentence that the user is told.</summary>
/// <param name="message">The sentence.</param>
internal sealed class KritaException(string message) : Exception(message);
