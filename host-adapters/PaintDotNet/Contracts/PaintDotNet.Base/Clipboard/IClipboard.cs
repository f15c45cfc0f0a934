namespace PaintDotNet.Clipboard;

/// <summary>The clipboard; what is done with it is declared as extensions.</summary>
public interface IClipboard : IInternalImpl
{
}
