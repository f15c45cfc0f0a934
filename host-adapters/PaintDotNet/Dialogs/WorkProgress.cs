namespace Enlarger.PaintDotNet.Dialogs;

/// <summary>How far work is and how long it still takes, in words.</summary>
/// <param name="time">Measures it, from now on.</param>
internal sealed class WorkProgress(TimeProvider time)
{
    // Before that, a generator is being loaded and the first tile says little about the others.
    private const double FirstGuess = 0.02;
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(2);

    private readonly long _start = time.GetTimestamp();

    /// <summary>Such as "43 %, about 2 minutes left".</summary>
    /// <param name="done">The finished part, 0..1.</param>
    public string Say(double done)
    {
        TimeSpan elapsed = time.GetElapsedTime(_start);
        string part = $"{(int)(Math.Clamp(done, 0, 1) * 100)} %";
        return done < FirstGuess || elapsed < FirstLook ? part : $"{part}, {Left(elapsed * ((1 - done) / done))}";
    }

    private static string Left(TimeSpan left) => left.TotalMinutes switch
    {
        < 0.75 => "less than a minute left",
        < 1.5 => "about a minute left",
        < 90 => $"about {Math.Round(left.TotalMinutes):0} minutes left",
        _ => $"about {Math.Round(left.TotalHours):0} hours left",
    };
}
