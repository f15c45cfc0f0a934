namespace Enlarger.Tests.Gimp;

/// <summary>What GIMP answers instead of a value.</summary>
/// <param name="message">Its text.</param>
internal sealed class GimpException(string message) : Exception(message);
