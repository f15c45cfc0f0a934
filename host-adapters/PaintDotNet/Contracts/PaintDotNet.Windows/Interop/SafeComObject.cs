using Microsoft.Win32.SafeHandles;

namespace PaintDotNet.Interop;

/// <summary>Holds an object of Windows.</summary>
public class SafeComObject : SafeHandleZeroOrMinusOneIsInvalid
{
    internal SafeComObject()
        : base(ownsHandle: true) => SetHandle(1);

    protected override bool ReleaseHandle() => true;
}
