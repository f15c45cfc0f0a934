namespace Enlarger.Gimp2.Native;

/// <summary>The declaration of an argument or return value (GimpParamDef).</summary>
internal struct GimpParamDef
{
    /// <summary>What it is.</summary>
    public GimpParamType Type;

    /// <summary>Its name: UTF-8, ending with a zero.</summary>
    public nint Name;

    /// <summary>What it does, likewise.</summary>
    public nint Description;
}
