using System.ComponentModel;
using System.Diagnostics;

namespace Enlarger.Models.Builder.Packages;

/// <summary>A program that was started, with all that it has started itself.</summary>
public static class ProcessTree
{
    /// <summary>Ends it, if it has not ended yet.</summary>
    public static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself, or is ending.
        }
    }
}
