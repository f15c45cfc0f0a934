using PaintDotNet.Clipboard;

namespace PaintDotNet.AppModel;

/// <summary>The clipboard.</summary>
public interface IClipboardService : IClipboard
{
}
