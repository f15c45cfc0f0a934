using System.Windows.Forms;
using Enlarger.LayeredFiles;
using Enlarger.PaintDotNet.Work;

namespace Enlarger.PaintDotNet.Dialogs;

/// <summary>Asks where a result goes.</summary>
internal static class SaveQuestion
{
    private const int FolderFilter = 2;

    /// <summary>The file for a picture; null if the user wants none.</summary>
    /// <param name="owner">The window that asks.</param>
    /// <param name="name">The name proposed, without an ending.</param>
    public static string? ForPicture(IWin32Window owner, string name)
    {
        using var dialog = new SaveFileDialog { Title = "Save the result", Filter = "PNG (*.png)|*.png|TIFF (*.tif)|*.tif;*.tiff", DefaultExt = "png", FileName = $"{name}.png" };
        return dialog.ShowDialog(owner) == DialogResult.OK ? dialog.FileName : null;
    }

    /// <summary>The file or folder for layers; null if the user wants none.</summary>
    /// <inheritdoc cref="ForPicture"/>
    public static LayerTarget? ForLayers(IWin32Window owner, string name)
    {
        using var dialog = new SaveFileDialog { Title = "Save all layers", Filter = "OpenRaster (*.ora)|*.ora|Folder of PNG files (*.*)|*.*", DefaultExt = OpenRasterWriter.Extension, FileName = name + OpenRasterWriter.Extension };
        return dialog.ShowDialog(owner) == DialogResult.OK ? Target(dialog.FileName, dialog.FilterIndex == FolderFilter) : null;
    }

    /// <summary>What an answer means: a folder is not called as the file that was proposed, and a file as others of its kind.</summary>
    public static LayerTarget Target(string path, bool isFolder)
    {
        bool isNamed = path.EndsWith(OpenRasterWriter.Extension, StringComparison.OrdinalIgnoreCase);
        return new LayerTarget(isFolder && isNamed ? path[..^OpenRasterWriter.Extension.Length] : isFolder || isNamed ? path : path + OpenRasterWriter.Extension, isFolder);
    }
}
