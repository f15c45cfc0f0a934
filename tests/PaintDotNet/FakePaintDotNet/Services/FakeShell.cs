using System.Windows.Forms;
using PaintDotNet.AppModel;

namespace FakePaintDotNet.Services;

/// <summary>Keeps what would have been opened.</summary>
public sealed class FakeShell : IShellService
{
    private readonly List<string> _opened = [];

    /// <summary>The folders that were opened, and the files that were shown in theirs.</summary>
    public IReadOnlyList<string> Opened => _opened;

    /// <inheritdoc/>
    public bool LaunchFolder(IWin32Window? owner, string folderPath) => Open(folderPath);

    /// <inheritdoc/>
    public bool LaunchFolderAndSelectFile(IWin32Window? owner, string filePath) => Open(filePath);

    private bool Open(string path)
    {
        _opened.Add(path);
        return true;
    }
}
