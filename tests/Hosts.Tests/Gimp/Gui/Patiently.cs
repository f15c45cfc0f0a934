using System.Diagnostics;

namespace Enlarger.Tests.Gimp.Gui;

/// <summary>Waits for what a screen shows: nothing tells when it is there.</summary>
internal static class Patiently
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60), Pause = TimeSpan.FromMilliseconds(30);

    /// <summary>Waits until something is there.</summary>
    /// <param name="what">What it is, for the test's failure.</param>
    /// <param name="look">Looks; null if it is not there yet.</param>
    public static T Get<T>(string what, Func<T?> look)
        where T : class
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            if (look() is { } found) return found;
            Assert.That(waited.Elapsed, Is.LessThan(Longest), $"waited for {what}");
            Thread.Sleep(Pause);
        }
    }

    /// <summary>Waits until something holds.</summary>
    public static void Until(string what, Func<bool> holds) => Get(what, () => holds() ? what : null);
}
