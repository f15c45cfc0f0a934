namespace Enlarger.Tests.Layers;

/// <summary>What a progress was told. It insists on the thread.</summary>
internal sealed class Reports : IProgress<double>
{
    private readonly int _thread = Environment.CurrentManagedThreadId;

    public List<double> Values { get; } = [];

    /// <summary>Called with the number of each report, from 1.</summary>
    public Action<int>? OnReport { get; init; }

    public void Report(double value)
    {
        Assert.That(Environment.CurrentManagedThreadId, Is.EqualTo(_thread), "progress is told on the calling thread");
        Values.Add(value);
        OnReport?.Invoke(Values.Count);
    }
}
