using System.Globalization;
using System.Text.RegularExpressions;

namespace Enlarger.Tests.Support;

/// <summary>A module of Python's unittest that was run.</summary>
/// <param name="ExitCode">0 where nothing failed.</param>
/// <param name="Count">How many tests were run, those that were skipped included.</param>
/// <param name="Skipped">Why tests were skipped, a reason each.</param>
/// <param name="Output">What was written.</param>
internal sealed partial record PythonTestRun(int ExitCode, int Count, string[] Skipped, string Output)
{
    // Only a test that hangs takes as long.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Runs a module.</summary>
    /// <param name="interpreter">The Python.</param>
    /// <param name="folder">The folder of all modules, which may import what lies in it.</param>
    /// <param name="module">The module's path in there.</param>
    public static PythonTestRun Of(string interpreter, string folder, string module)
    {
        string file = Path.Combine(folder, module);
        ProcessRun run = ProcessRun.Of(
            interpreter, ["-m", "unittest", "discover", "--verbose", "--start-directory", Path.GetDirectoryName(file)!, "--pattern", Path.GetFileName(file)], Patience,
            environment: [("PYTHONPATH", folder), ("PYTHONDONTWRITEBYTECODE", "1"), ("PYTHONUTF8", "1"), ("OMP_NUM_THREADS", "1")]);
        string said = run.Error + run.Output;
        return new PythonTestRun(run.ExitCode, CountOf(run.Error), [.. Skips().Matches(run.Error).Select(skip => skip.Groups["reason"].Value)], said);
    }

    private static int CountOf(string said) => Ran().Match(said) is { Success: true } ran ? int.Parse(ran.Groups["count"].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^Ran (?<count>\d+) tests? in ", RegexOptions.Multiline)]
    private static partial Regex Ran();

    [GeneratedRegex(@" \.\.\. skipped ['""](?<reason>.*)['""]\s*$", RegexOptions.Multiline)]
    private static partial Regex Skips();
}
