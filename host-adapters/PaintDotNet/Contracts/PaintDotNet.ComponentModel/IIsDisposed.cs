namespace PaintDotNet;

/// <summary>Tells whether it is disposed of.</summary>
public interface IIsDisposed : IDisposable
{
    bool IsDisposed { get; }
}
