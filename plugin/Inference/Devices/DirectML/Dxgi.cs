using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Enlarger.Inference.Devices.DirectML;

/// <summary>
/// The part of Windows that knows graphics adapters, called by the places of its functions in the tables
/// of dxgi.h and dxgi1_4.h, since six functions are not worth the marshaller of COM.
/// </summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class Dxgi
{
    private const int NotFound = unchecked((int)0x887A0002);
    private const int QueryInterface = 0, Release = 2, CheckInterfaceSupport = 9, GetDescription = 10, EnumerateAdapters = 12, QueryVideoMemory = 14;
    private const int LocalMemory = 0, SharedMemory = 1;
    private static readonly Guid Factory = new("770AAE78-F26F-4DBA-A829-253C83D1B387");
    private static readonly Guid GraphicsDevice = new("54EC77FA-1377-44E6-8C32-88FD5F44C84C");
    private static readonly Guid AdapterWithMemory = new("645967A4-1392-4310-A798-8053CE3E93FD");

    /// <summary>Every adapter, in the order in which Windows and DirectML number them.</summary>
    /// <exception cref="COMException">Windows refuses.</exception>
    /// <exception cref="DllNotFoundException">It has no such part.</exception>
    public static IReadOnlyList<DxgiAdapter> Adapters()
    {
        var adapters = new List<DxgiAdapter>();
        Demand(CreateDXGIFactory1(Factory, out nint factory));
        try
        {
            for (uint index = 0; ; index++)
            {
                nint adapter;
                int result = ((delegate* unmanaged[Stdcall]<nint, uint, nint*, int>)Function(factory, EnumerateAdapters))(factory, index, &adapter);
                if (result == NotFound) return adapters;
                Demand(result);
                try
                {
                    adapters.Add(Describe((int)index, adapter));
                }
                finally
                {
                    GiveBack(adapter);
                }
            }
        }
        finally
        {
            GiveBack(factory);
        }
    }

    private static DxgiAdapter Describe(int index, nint adapter)
    {
        AdapterDescription description;
        Demand(((delegate* unmanaged[Stdcall]<nint, AdapterDescription*, int>)Function(adapter, GetDescription))(adapter, &description));
        string name = new ReadOnlySpan<char>(description.Name, AdapterDescription.NameLength).ToString().Split('\0')[0].Trim();
        (long? local, long? shared) = FreeMemory(adapter);
        return new DxgiAdapter(
            index, name, Driver(adapter), description.IsSoftware, (long)description.DedicatedVideoMemory, (long)description.SharedSystemMemory, local, shared);
    }

    // Four numbers of 16 bits each.
    private static string Driver(nint adapter)
    {
        Guid device = GraphicsDevice;
        ulong version;
        int result = ((delegate* unmanaged[Stdcall]<nint, Guid*, ulong*, int>)Function(adapter, CheckInterfaceSupport))(adapter, &device, &version);
        return result < 0 ? "" : $"{version >> 48}.{(version >> 32) & 0xFFFF}.{(version >> 16) & 0xFFFF}.{version & 0xFFFF}";
    }

    private static (long? Local, long? Shared) FreeMemory(nint adapter)
    {
        Guid wanted = AdapterWithMemory;
        nint counted;
        if (((delegate* unmanaged[Stdcall]<nint, Guid*, nint*, int>)Function(adapter, QueryInterface))(adapter, &wanted, &counted) < 0) return (null, null);
        try
        {
            return (Free(counted, LocalMemory), Free(counted, SharedMemory));
        }
        finally
        {
            GiveBack(counted);
        }
    }

    private static long? Free(nint adapter, int group)
    {
        VideoMemory memory;
        int result = ((delegate* unmanaged[Stdcall]<nint, uint, int, VideoMemory*, int>)Function(adapter, QueryVideoMemory))(adapter, 0, group, &memory);
        return result < 0 ? null : memory.Free;
    }

    private static void* Function(nint instance, int place) => (*(void***)instance)[place];

    private static void GiveBack(nint instance) => ((delegate* unmanaged[Stdcall]<nint, uint>)Function(instance, Release))(instance);

    private static void Demand(int result)
    {
        // Whatever else Windows noted for this thread is about something else.
        Marshal.ThrowExceptionForHR(result, -1);
    }

    [LibraryImport("dxgi")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int CreateDXGIFactory1(in Guid identifier, out nint factory);
}
