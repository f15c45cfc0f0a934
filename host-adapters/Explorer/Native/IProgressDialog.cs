using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Enlarger.Explorer.Native;

/// <summary>The progress dialog of Windows (shlobj_core.h), which runs in a thread of its own.</summary>
[GeneratedComInterface(StringMarshalling = StringMarshalling.Utf16)]
[Guid("EBBC7C04-315E-11D2-B62F-006097DF5BD4")]
internal partial interface IProgressDialog
{
    /// <summary>Shows it.</summary>
    void StartProgressDialog(nint parent, nint modeless, ProgressDialogOptions options, nint reserved);

    /// <summary>Takes it away.</summary>
    void StopProgressDialog();

    /// <summary>Says what it is called.</summary>
    void SetTitle(string title);

    /// <summary>Of no effect since Windows Vista.</summary>
    void SetAnimation(nint module, uint resource);

    /// <summary>Whether Cancel was pressed; 0 if not.</summary>
    [PreserveSig]
    int HasUserCancelled();

    /// <summary>Shows how much is done.</summary>
    void SetProgress(uint completed, uint total);

    /// <summary>Shows how much is done.</summary>
    void SetProgress64(ulong completed, ulong total);

    /// <summary>Shows a line of text, 1 to 3.</summary>
    void SetLine(uint line, string text, [MarshalAs(UnmanagedType.Bool)] bool isPath, nint reserved);

    /// <summary>Says what it shows once Cancel was pressed.</summary>
    void SetCancelMsg(string text, nint reserved);

    /// <summary>Begins to reckon the time left anew (1), rests (2) or goes on (3).</summary>
    void Timer(uint action, nint reserved);
}
