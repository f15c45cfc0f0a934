using System.ComponentModel;
using System.Diagnostics;

namespace Enlarger.Tests.Support;

/// <summary>Native libraries compiled in a test, on machines that have a compiler.</summary>
internal static class FakeLibrary
{
    /// <summary>Compiles a source file from beside the tests; ignores the test where there is no compiler.</summary>
    /// <param name="library">The library to make.</param>
    /// <param name="source">The source's path, from the folder of the tests.</param>
    /// <param name="defines">What to define, as NAME=VALUE.</param>
    public static string Compile(string library, string source, params string[] defines) =>
        Run(library, [System.IO.Path.Combine(AppContext.BaseDirectory, source), .. defines.Select(define => "-D" + define)]);

    /// <summary>Makes a library of nothing that needs another, which is made too and taken away again.</summary>
    public static string Needing(string library, string needed)
    {
        string empty = library + ".c";
        File.WriteAllText(empty, "int there_is_something(void) { return 1; }\n");
        Run(needed, [empty, $"-Wl,-soname,{System.IO.Path.GetFileName(needed)}"]);
        Run(library, [empty, "-Wl,--no-as-needed", needed]);
        File.Delete(needed);
        return library;
    }

    private static string Run(string library, string[] arguments)
    {
        try
        {
            using Process compiler = Process.Start(new ProcessStartInfo("cc", ["-shared", "-fPIC", "-o", library, .. arguments]) { RedirectStandardError = true })!;
            string errors = compiler.StandardError.ReadToEnd();
            compiler.WaitForExit();
            Assert.That(compiler.ExitCode, Is.Zero, errors);
        }
        catch (Win32Exception)
        {
            Assert.Ignore("This machine has no C compiler.");
        }

        return library;
    }
}
