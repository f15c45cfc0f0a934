namespace Enlarger.Models.Builder.Packages;

/// <summary>A folder that is there until it is disposed of.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Create();

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A killed npm may still hold a file on Windows; the system clears its folder for temporary files.
        }
    }

    private static string Create()
    {
        try
        {
            return Directory.CreateTempSubdirectory("enlarger-").FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string reason = exception.Message.TrimEnd('.');
            throw new EnlargerException(
                ErrorKind.Model, $"No temporary folder can be made ({reason}): make room in {System.IO.Path.GetTempPath()}.", exception);
        }
    }
}
