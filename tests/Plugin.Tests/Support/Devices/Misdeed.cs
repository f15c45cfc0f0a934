namespace Enlarger.Tests.Support.Devices;

/// <summary>What a device does instead of its work.</summary>
internal enum Misdeed
{
    None,
    OutOfMemory,
    Removed,
    Failed,
    NotANumber,
    Infinite,
    Black,
    PreviousTile,
    NothingWritten,
    AnotherPicture,
    Hang,
}
