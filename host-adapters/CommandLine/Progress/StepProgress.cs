namespace Enlarger.CommandLine.Progress;

/// <summary>Passes a progress on in whole steps, each once.</summary>
/// <param name="steps">Steps from 0 to 1.</param>
/// <param name="report">Takes the number of steps done.</param>
internal sealed class StepProgress(int steps, Action<int> report) : IProgress<double>
{
    private int _reported;

    /// <inheritdoc/>
    public void Report(double value)
    {
        int step = (int)(Math.Clamp(value, 0, 1) * steps);
        if (step <= _reported) return;

        _reported = step;
        report(step);
    }
}
