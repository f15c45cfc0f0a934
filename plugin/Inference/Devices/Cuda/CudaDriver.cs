namespace Enlarger.Inference.Devices.Cuda;

/// <summary>The few functions of the CUDA driver (libcuda) that tell what GPUs there are, named as in its documentation.</summary>
internal sealed unsafe class CudaDriver
{
    /// <summary>The answer where there is no GPU, or none that CUDA_VISIBLE_DEVICES lets be seen.</summary>
    public const int NoDevice = 100;

    /// <summary>The answer where a GPU's memory does not suffice.</summary>
    public const int OutOfMemory = 2;

    // Longer than any name or address that there is; the driver cuts what does not fit.
    private const int TextLength = 256;

    private readonly delegate* unmanaged[Cdecl]<int*, int> _cuDriverGetVersion;
    private readonly delegate* unmanaged[Cdecl]<int*, int> _cuDeviceGetCount;
    private readonly delegate* unmanaged[Cdecl]<int*, int, int> _cuDeviceGet;
    private readonly delegate* unmanaged[Cdecl]<byte*, int, int, int> _cuDeviceGetName;
    private readonly delegate* unmanaged[Cdecl]<nuint*, int, int> _cuDeviceTotalMem;
    private readonly delegate* unmanaged[Cdecl]<byte*, int, int, int> _cuDeviceGetPCIBusId;
    private readonly delegate* unmanaged[Cdecl]<nint*, int, int> _cuDevicePrimaryCtxRetain;

    /// <summary>Starts the driver in this process.</summary>
    /// <exception cref="EntryPointNotFoundException">The library is no CUDA driver.</exception>
    /// <exception cref="DriverException">The driver does not start.</exception>
    public CudaDriver(DriverLibrary library)
    {
        var cuInit = (delegate* unmanaged[Cdecl]<uint, int>)library.Function("cuInit");
        _cuDriverGetVersion = (delegate* unmanaged[Cdecl]<int*, int>)library.Function("cuDriverGetVersion");
        _cuDeviceGetCount = (delegate* unmanaged[Cdecl]<int*, int>)library.Function("cuDeviceGetCount");
        _cuDeviceGet = (delegate* unmanaged[Cdecl]<int*, int, int>)library.Function("cuDeviceGet");
        _cuDeviceGetName = (delegate* unmanaged[Cdecl]<byte*, int, int, int>)library.Function("cuDeviceGetName");
        _cuDeviceTotalMem = (delegate* unmanaged[Cdecl]<nuint*, int, int>)library.Function("cuDeviceTotalMem_v2");
        _cuDeviceGetPCIBusId = (delegate* unmanaged[Cdecl]<byte*, int, int, int>)library.Function("cuDeviceGetPCIBusId");
        _cuDevicePrimaryCtxRetain = (delegate* unmanaged[Cdecl]<nint*, int, int>)library.Function("cuDevicePrimaryCtxRetain");
        DriverException.ThrowUnlessZero(cuInit(0), "cuInit");
    }

    /// <summary>The newest CUDA that the driver serves: 1000 times the major number plus 10 times the minor.</summary>
    public int Version()
    {
        int version;
        DriverException.ThrowUnlessZero(_cuDriverGetVersion(&version), "cuDriverGetVersion");
        return version;
    }

    /// <summary>How many GPUs there are, as far as CUDA_VISIBLE_DEVICES lets them be seen; their numbers are those of CUDA.</summary>
    public int Count()
    {
        int count;
        DriverException.ThrowUnlessZero(_cuDeviceGetCount(&count), "cuDeviceGetCount");
        return count;
    }

    /// <summary>A GPU's name, memory and address on the bus.</summary>
    public (string Name, long TotalBytes, string BusAddress) Describe(int index)
    {
        int device;
        nuint total;
        DriverException.ThrowUnlessZero(_cuDeviceGet(&device, index), "cuDeviceGet");
        DriverException.ThrowUnlessZero(_cuDeviceTotalMem(&total, device), "cuDeviceTotalMem");
        byte* name = stackalloc byte[TextLength], address = stackalloc byte[TextLength];
        DriverException.ThrowUnlessZero(_cuDeviceGetName(name, TextLength, device), "cuDeviceGetName");
        DriverException.ThrowUnlessZero(_cuDeviceGetPCIBusId(address, TextLength, device), "cuDeviceGetPCIBusId");
        return (DriverLibrary.Text(new(name, TextLength)), (long)total, DriverLibrary.Text(new(address, TextLength)));
    }

    /// <summary>
    /// Opens a GPU for this process, which stays so: what runs on it afterwards finds it open. The GPU may be out of memory, or another's.
    /// </summary>
    public void Open(int index)
    {
        int device;
        nint context;
        DriverException.ThrowUnlessZero(_cuDeviceGet(&device, index), "cuDeviceGet");
        DriverException.ThrowUnlessZero(_cuDevicePrimaryCtxRetain(&context, device), "cuDevicePrimaryCtxRetain");
    }
}
