namespace Enlarger.CommandLine.Hosts;

/// <summary>A place for Enlarger in an editor that is there.</summary>
internal interface IHostPlace
{
    /// <summary>Which of the editors it is that somebody may have.</summary>
    string Editor { get; }

    /// <summary>Where Enlarger lies once it is installed.</summary>
    string Path { get; }

    /// <summary>Puts Enlarger there, instead of an older one, and makes sure that the editor can start it.</summary>
    /// <param name="cancellation">Ends it, and leaves what was there.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: that failed, and what was there still is.</exception>
    void Install(CancellationToken cancellation);
}
