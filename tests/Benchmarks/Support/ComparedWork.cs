namespace Enlarger.Benchmarks.Support;

/// <summary>What a piece of work took, compared with a yardstick: medians unless said otherwise.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Seconds">Its seconds.</param>
/// <param name="Ratio">Its time in the yardstick's.</param>
/// <param name="LowestRatio">The lowest such ratio.</param>
/// <param name="HighestRatio">The highest such ratio.</param>
/// <param name="ProcessorRatio">Its processor time in the yardstick's, which a busy machine disturbs less.</param>
internal sealed record ComparedWork(string Name, double Seconds, double Ratio, double LowestRatio, double HighestRatio, double ProcessorRatio);
