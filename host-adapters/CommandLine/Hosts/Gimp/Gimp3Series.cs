using System.Text.RegularExpressions;

namespace Enlarger.CommandLine.Hosts.Gimp;

/// <summary>GIMP 3, whose plug-in is in Python and starts the program.</summary>
internal sealed partial class Gimp3Series : GimpSeries
{
    private const string Adapter = "gimp3";

    /// <inheritdoc/>
    public override string Id => "gimp3";

    /// <inheritdoc/>
    public override string Name => "GIMP 3";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Programs { get; } = ["gimp-3.2", "gimp-3.0", "gimp-3", "gimp"];

    /// <inheritdoc/>
    public override Regex Version => Pattern();

    /// <inheritdoc/>
    public override string ProfileVariable => "GIMP3_DIRECTORY";

    /// <inheritdoc/>
    public override IReadOnlyList<string> FirstStart { get; } = ["--no-interface", "--no-data", "--no-fonts", "--quit"];

    /// <inheritdoc/>
    public override string PlugIn => "enlarger-gimp3";

    // GIMP 3 takes a file that is called like its folder.
    /// <inheritdoc/>
    public override string Starter => "enlarger-gimp3.py";

    /// <inheritdoc/>
    public override (string Path, IReadOnlyList<string> Arguments) Program => PythonAdapter.Program;

    /// <inheritdoc/>
    public override bool IsIn(ProgramFolder programs) => PythonAdapter.IsIn(programs, Path.Combine(Adapter, Starter));

    /// <inheritdoc/>
    public override void Make(string folder, ProgramFolder programs, bool isLinked, CancellationToken cancellation)
    {
        PythonAdapter.Make(folder, programs, Adapter, isLinked, cancellation);
        if (!OperatingSystem.IsWindows()) Executable.Make(Path.Combine(folder, Starter));
    }

    [GeneratedRegex(@"(?<![.\d])(3\.\d+)\.\d")]
    private static partial Regex Pattern();
}
