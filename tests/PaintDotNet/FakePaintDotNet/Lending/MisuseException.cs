namespace FakePaintDotNet.Lending;

/// <summary>What the plug-in did that Paint.NET or Windows would not have borne.</summary>
public sealed class MisuseException(string message) : InvalidOperationException(message);
