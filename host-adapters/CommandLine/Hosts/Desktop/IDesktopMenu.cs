namespace Enlarger.CommandLine.Hosts.Desktop;

/// <summary>A place of a program of the desktop's in which commands can be offered that others bring.</summary>
internal interface IDesktopMenu
{
    /// <summary>The word for the program on the command line.</summary>
    string Id { get; }

    /// <summary>What people call the program.</summary>
    string Name { get; }

    /// <summary>What its file may be called on the search path.</summary>
    IReadOnlyList<string> Programs { get; }

    /// <summary>What to do once the commands are there, as the end of a sentence.</summary>
    string NextStep { get; }

    /// <summary>Where the commands are written down.</summary>
    string Path { get; }

    /// <summary>Whether there are any of ours.</summary>
    bool IsThere { get; }

    /// <summary>Puts commands there, instead of older ones of ours.</summary>
    /// <param name="commands">The commands.</param>
    /// <param name="program">What they run.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: that failed, and what was there still is.</exception>
    void Add(IReadOnlyList<PictureCommand> commands, DesktopProgram program);

    /// <summary>Removes ours.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: that failed.</exception>
    void Remove();
}
