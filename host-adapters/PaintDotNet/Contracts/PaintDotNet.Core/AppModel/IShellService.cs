using System.Windows.Forms;

namespace PaintDotNet.AppModel;

/// <summary>Opens folders.</summary>
public interface IShellService : IInternalImpl
{
    bool LaunchFolder(IWin32Window? owner, string folderPath);

    bool LaunchFolderAndSelectFile(IWin32Window? owner, string filePath);
}
