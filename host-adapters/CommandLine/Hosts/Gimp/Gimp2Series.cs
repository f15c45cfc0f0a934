using System.Text.RegularExpressions;

namespace Enlarger.CommandLine.Hosts.Gimp;

/// <summary>GIMP 2.10, which starts a program of ours itself.</summary>
internal sealed partial class Gimp2Series : GimpSeries
{
    /// <inheritdoc/>
    public override string Id => "gimp";

    /// <inheritdoc/>
    public override string Name => "GIMP 2.10";

    // What is called gimp may be the next version, with this one beside it.
    /// <inheritdoc/>
    public override IReadOnlyList<string> Programs { get; } = ["gimp-2.10", "gimp"];

    /// <inheritdoc/>
    public override Regex Version => Pattern();

    /// <inheritdoc/>
    public override string ProfileVariable => "GIMP2_DIRECTORY";

    /// <inheritdoc/>
    public override IReadOnlyList<string> FirstStart { get; } = ["--no-interface", "--no-data", "--no-fonts", "--batch", "(gimp-quit 0)"];

    /// <inheritdoc/>
    public override string PlugIn => "enlarger-gimp2";

    /// <inheritdoc/>
    public override string Starter => "enlarger-gimp2";

    /// <inheritdoc/>
    public override (string Path, IReadOnlyList<string> Arguments) Program { get; } = ("enlarger-gimp2", []);

    /// <inheritdoc/>
    public override bool IsIn(ProgramFolder programs) => programs.Has(Starter);

    /// <inheritdoc/>
    public override void Make(string folder, ProgramFolder programs, bool isLinked, CancellationToken cancellation)
    {
        // What .NET starts through a link looks for its libraries where the link leads to.
        if (isLinked) programs.LinkTo(folder, Starter);
        else programs.CopyTo(folder, cancellation);
    }

    [GeneratedRegex(@"\b(2\.10)\.\d")]
    private static partial Regex Pattern();
}
