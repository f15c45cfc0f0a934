namespace Enlarger.Explorer.Native;

/// <summary>How a progress dialog looks (PROGDLG_*).</summary>
[Flags]
internal enum ProgressDialogOptions : uint
{
    /// <summary>Progress and three lines.</summary>
    None = 0,

    /// <summary>The third line tells the time left.</summary>
    AutomaticTime = 2,
}
