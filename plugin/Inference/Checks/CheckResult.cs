using Newtonsoft.Json;

namespace Enlarger.Inference.Checks;

/// <summary>What a check found.</summary>
[JsonObject(ItemRequired = Required.Always)]
public sealed record CheckResult
{
    /// <summary>What was checked.</summary>
    public required CheckKey Key { get; init; }

    /// <summary>How it ended.</summary>
    public required CheckVerdict Verdict { get; init; }

    /// <summary>How well the device agrees with the processor: the peak signal-to-noise ratio in decibels, at most 200; 0 where there is nothing to compare.</summary>
    public required double Decibels { get; init; }

    /// <summary>How long the second of two runs over a tile took, in seconds; 0 where there was none.</summary>
    public required double Seconds { get; init; }

    /// <summary>How long the processor took for the tile, in seconds; 0 where it was not asked.</summary>
    public required double ProcessorSeconds { get; init; }

    /// <summary>Why it failed, as the end of a sentence; empty where it did not.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was made: UTC, ISO 8601.</summary>
    public required string Time { get; init; }

    /// <summary>The process that made it, so that nobody takes a check that is still being made for one that ended its process.</summary>
    public required int Process { get; init; }
}
