using System.Diagnostics;

namespace Enlarger.Benchmarks.Support;

/// <summary>
/// Compares what work takes with what a yardstick takes. The two take turns, and each time is divided by the mean of the yardstick's
/// before and after it, so that whatever else the machine does falls on both.
/// </summary>
/// <param name="yardstick">The yardstick.</param>
internal sealed class Comparison(Action yardstick)
{
    private readonly List<(string Name, Action Work, List<Compared> Runs)> _works = [];
    private readonly List<double> _yardstick = [];

    /// <summary>The median of the yardstick's seconds.</summary>
    public double YardstickSeconds => Median(_yardstick);

    /// <summary>What each work took: medians, and the lowest and highest ratio.</summary>
    public IEnumerable<ComparedWork> Results =>
        from work in _works
        let ratios = work.Runs.Select(run => run.Ratio).ToList()
        select new ComparedWork(
            work.Name, Median(work.Runs.Select(run => run.Seconds)), Median(ratios), ratios.Min(), ratios.Max(), Median(work.Runs.Select(run => run.ProcessorRatio)));

    /// <summary>Adds work to compare.</summary>
    public void Add(string name, Action work) => _works.Add((name, work, []));

    /// <summary>Runs everything that often.</summary>
    public void Run(int rounds)
    {
        (double Seconds, double Processor) before = Time("bare", yardstick);
        for (int round = 0; round < rounds; round++)
        {
            foreach ((string name, Action work, List<Compared> runs) in _works)
            {
                (double seconds, double processor) = Time(name, work);
                (double Seconds, double Processor) after = Time("bare", yardstick);
                runs.Add(new Compared(seconds, 2 * seconds / (before.Seconds + after.Seconds), 2 * processor / (before.Processor + after.Processor)));
                _yardstick.Add(after.Seconds);
                before = after;
            }
        }
    }

    private static (double Seconds, double Processor) Time(string name, Action work)
    {
        // What the last piece of work left to the garbage collector is not this one's.
        GC.Collect();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        work();
        double seconds = clock.Elapsed.TotalSeconds;
        double processorSeconds = (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
        Console.Error.WriteLine($"  {name}: {seconds:0.00} s, {processorSeconds:0.00} s of processor time");
        return (seconds, processorSeconds);
    }

    private static double Median(IEnumerable<double> values)
    {
        List<double> sorted = [.. values.Order()];
        return (sorted[sorted.Count / 2] + sorted[(sorted.Count - 1) / 2]) / 2;
    }

    private readonly record struct Compared(double Seconds, double Ratio, double ProcessorRatio);
}
