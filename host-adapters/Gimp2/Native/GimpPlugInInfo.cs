namespace Enlarger.Gimp2.Native;

/// <summary>The functions of a plug-in that GIMP calls (GimpPlugInInfo).</summary>
internal unsafe struct GimpPlugInInfo
{
    /// <summary>When GIMP starts.</summary>
    public delegate* unmanaged[Cdecl]<void> Init;

    /// <summary>When GIMP ends.</summary>
    public delegate* unmanaged[Cdecl]<void> Quit;

    /// <summary>When GIMP meets the plug-in for the first time: it declares its procedures.</summary>
    public delegate* unmanaged[Cdecl]<void> Query;

    /// <summary>When one of them is called: its name, the number of arguments, the arguments, and places for the number of return values and for them.</summary>
    public delegate* unmanaged[Cdecl]<byte*, int, GimpParam*, int*, GimpParam**, void> Run;
}
