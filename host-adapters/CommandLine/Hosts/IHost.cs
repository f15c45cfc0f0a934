namespace Enlarger.CommandLine.Hosts;

/// <summary>An editor that Enlarger can be put into, for the current user.</summary>
internal interface IHost
{
    /// <summary>The word for it on the command line.</summary>
    string Id { get; }

    /// <summary>What people call it.</summary>
    string Name { get; }

    /// <summary>What to do once Enlarger is in it, as the end of a sentence.</summary>
    string NextStep { get; }

    /// <summary>Looks for the editor, which somebody may have several times.</summary>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>The places for Enlarger in it, at least one.</returns>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: it is not there, or this program has nothing to put into it.</exception>
    IReadOnlyList<IHostPlace> Find(CancellationToken cancellation);

    /// <summary>Removes Enlarger wherever it was put for this editor, also where the editor is gone by now, and what interrupted installations left.</summary>
    /// <returns>What was removed, while it goes on.</returns>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: it cannot be removed, or something else is there.</exception>
    IEnumerable<string> Uninstall();
}
