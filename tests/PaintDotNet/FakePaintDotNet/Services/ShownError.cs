namespace FakePaintDotNet.Services;

/// <summary>What an error dialog said.</summary>
/// <param name="Message">Its sentence.</param>
/// <param name="Exception">What it was about.</param>
/// <param name="Details">What it shows to those who ask for more.</param>
public sealed record ShownError(string? Message, Exception? Exception, string? Details);
