using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Enlarger.Explorer.Native;

/// <summary>Objects of the Component Object Model.</summary>
internal static partial class Com
{
    private const int InThisProcess = 1;

    private static readonly StrategyBasedComWrappers Wrappers = new();

    /// <summary>Makes an object of that class.</summary>
    /// <exception cref="COMException">Windows refuses.</exception>
    public static T Create<T>(Guid type)
        where T : class
    {
        Guid unknown = new("00000000-0000-0000-C000-000000000046");
        Marshal.ThrowExceptionForHR(CoCreateInstance(type, 0, InThisProcess, unknown, out nint made));
        try
        {
            return (T)Wrappers.GetOrCreateObjectForComInstance(made, CreateObjectFlags.UniqueInstance);
        }
        finally
        {
            Marshal.Release(made);
        }
    }

    /// <summary>Lets go of an object.</summary>
    public static void Release(object made) => ((ComObject)made).FinalRelease();

    [LibraryImport("ole32")]
    private static partial int CoCreateInstance(in Guid type, nint outer, int context, in Guid contract, out nint made);
}
