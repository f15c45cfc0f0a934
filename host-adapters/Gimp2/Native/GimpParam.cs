using System.Runtime.InteropServices;

namespace Enlarger.Gimp2.Native;

/// <summary>An argument or return value of a procedure (GimpParam); only the types that Enlarger uses.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
internal struct GimpParam
{
    /// <summary>What it is.</summary>
    [FieldOffset(0)]
    public GimpParamType Type;

    /// <summary>The value of a number, image, drawable or status.</summary>
    [FieldOffset(8)]
    public int Number;

    /// <summary>The value of a string: UTF-8, ending with a zero.</summary>
    [FieldOffset(8)]
    public nint Text;
}
