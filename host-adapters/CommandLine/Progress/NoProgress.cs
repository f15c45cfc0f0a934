using Enlarger.CommandLine.Batches;
using Enlarger.Imaging;

namespace Enlarger.CommandLine.Progress;

/// <summary>Shows nothing.</summary>
internal sealed class NoProgress(Terminal terminal) : IProgressView
{
    /// <inheritdoc/>
    public void Start(string input, PixelSize inputSize, string output, PixelSize outputSize)
    {
    }

    /// <inheritdoc/>
    public void Note(string sentence)
    {
    }

    /// <inheritdoc/>
    public void During(Action<IProgress<double>?> work)
    {
        terminal.NoteWriter = _ => { };
        try
        {
            work(null);
        }
        finally
        {
            terminal.NoteWriter = null;
        }
    }

    /// <inheritdoc/>
    public void Done(PictureResult result)
    {
    }
}
