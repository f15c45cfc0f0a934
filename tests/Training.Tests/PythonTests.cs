using Enlarger.Tests.Support;

namespace Enlarger.Tests;

/// <summary>The tests of models/training, which are written in Python like what they test: a case for each module of them.</summary>
internal sealed class PythonTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Training.Tests");

    private static string[] Modules =>
        [.. Directory.EnumerateFiles(Folder, "test_*.py", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [TestCaseSource(nameof(Modules))]
    public void Every_test_of_a_module_passes(string module)
    {
        PythonTestRun run = PythonTestRun.Of(Interpreter.Required, Folder, module);
        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Count, Is.Positive, $"{module} holds no test. {run.Output}");
        if (run.Skipped.Length == run.Count) Assert.Ignore(string.Join(' ', run.Skipped));
        // Unlike other output, this is told by dotnet test at once.
        foreach (string reason in run.Skipped) TestContext.Error.WriteLine($"{module} skips a test: {reason}");
    }

    [Test]
    public void There_are_modules() => Assert.That(Modules, Is.Not.Empty);
}
