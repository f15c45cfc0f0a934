namespace Enlarger.CommandLine.Hosts;

/// <summary>A plug-in in Python: the adapter's own files, the module that all adapters share, and the program that both start.</summary>
internal static class PythonAdapter
{
    // Beside the program when it was built.
    private const string Adapters = "python";
    private const string Module = "enlarger_engine.py";
    private const string ProgramName = "enlarger";

    // Where the module looks for it.
    private const string ProgramFolderName = "program";

    /// <summary>The program in a plug-in's folder, and the arguments with which it does nothing.</summary>
    public static (string Path, IReadOnlyList<string> Arguments) Program { get; } = (Path.Combine(ProgramFolderName, ProgramName), ["--version"]);

    /// <summary>Whether an adapter can be made of a program's folder.</summary>
    /// <param name="programs">The folder.</param>
    /// <param name="file">The adapter's main file, below the folder of all adapters.</param>
    public static bool IsIn(ProgramFolder programs, string file) =>
        programs.Has(ProgramName) && programs.Has(Path.Combine(Adapters, Module)) && programs.Has(Path.Combine(Adapters, file));

    /// <summary>Makes a plug-in.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="programs">The program's folder.</param>
    /// <param name="adapter">The folder of the adapter's own files, below the folder of all adapters.</param>
    /// <param name="isLinked">Whether the program is linked to, rather than copied.</param>
    /// <param name="cancellation">Ends it after a file.</param>
    public static void Make(string folder, ProgramFolder programs, string adapter, bool isLinked, CancellationToken cancellation)
    {
        ProgramFolder adapters = programs.Part(Adapters);
        adapters.Part(adapter).CopyTo(folder, cancellation);
        adapters.CopyTo(folder, Module);
        string program = Path.Combine(folder, ProgramFolderName);
        if (isLinked) programs.LinkTo(program);
        else programs.CopyTo(program, cancellation);
    }

    /// <summary>Copies a single file that an editor wants elsewhere.</summary>
    /// <param name="programs">The program's folder.</param>
    /// <param name="file">The file, below the folder of all adapters.</param>
    /// <returns>Its bytes.</returns>
    public static byte[] Read(ProgramFolder programs, string file) => programs.Part(Adapters).Read(file);
}
