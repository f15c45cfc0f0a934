namespace PaintDotNet.ComponentModel;

/// <summary>The base of what references are counted of.</summary>
public class RefTrackedObject : IObjectRef
{
    private int _disposed;

    ~RefTrackedObject() => Dispose(disposing: false);

    public bool IsDisposed => _disposed != 0;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0) Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
