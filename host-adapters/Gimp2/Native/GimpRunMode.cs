namespace Enlarger.Gimp2.Native;

/// <summary>Who gives a procedure its values (GimpRunMode).</summary>
internal enum GimpRunMode
{
    /// <summary>The user, in a dialog.</summary>
    Interactive = 0,

    /// <summary>The caller.</summary>
    NonInteractive = 1,

    /// <summary>The last dialog.</summary>
    WithLastValues = 2,
}
