using Enlarger.CommandLine.Batches;
using Enlarger.Imaging;

namespace Enlarger.CommandLine.Progress;

/// <summary>How the run of a filter is shown.</summary>
internal interface IProgressView
{
    /// <summary>A picture was opened and its result's file begun.</summary>
    void Start(string input, PixelSize inputSize, string output, PixelSize outputSize);

    /// <summary>Something was decided that the user did not say.</summary>
    void Note(string sentence);

    /// <summary>Does the work that tells its progress.</summary>
    void During(Action<IProgress<double>?> work);

    /// <summary>The result is written.</summary>
    void Done(PictureResult result);
}
