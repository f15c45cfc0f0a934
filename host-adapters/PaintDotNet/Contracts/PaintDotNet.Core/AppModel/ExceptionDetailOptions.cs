namespace PaintDotNet.AppModel;

/// <summary>What is shown of an exception.</summary>
[Flags]
public enum ExceptionDetailOptions : long
{
    Default = 0,
    ExcludeDiagnostics = 1,
}
