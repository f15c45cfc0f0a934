using Enlarger.Inference.Faults;

namespace Enlarger.Inference.Devices.Cuda;

/// <summary>Looks for NVIDIA GPUs, through the driver's own libraries: no program is run, and nothing of CUDA need be installed to look.</summary>
/// <param name="driverName">The name of the driver's library.</param>
/// <param name="managementName">The name of its management library.</param>
/// <param name="provider">What generators run through.</param>
/// <param name="patience">How long the driver may take; waking several GPUs takes seconds.</param>
internal sealed class CudaFinder(string driverName, string managementName, CudaProvider provider, TimeSpan patience) : IDeviceFinder
{
    // CUDA 13.0, as drivers number it; those from 580 on serve it.
    private const int NeededVersion = 13000;
    private const string NeededDriver = "580";

    /// <summary>A finder for this machine.</summary>
    public CudaFinder()
        : this("libcuda.so.1", "libnvidia-ml.so.1", CudaProvider.OfThisMachine(), TimeSpan.FromSeconds(10))
    {
    }

    /// <inheritdoc/>
    public DeviceKind Kind => DeviceKind.Cuda;

    /// <inheritdoc/>
    public DeviceListing Find()
    {
        if (DriverLibrary.Open(driverName) is not { } library)
        {
            return Nothing($"there is no NVIDIA driver ({driverName} is not found, or does not load): for an NVIDIA GPU install its driver, {NeededDriver} or newer");
        }

        // A driver that hangs cannot be stopped, only left behind.
        Task<DeviceListing> look = Task.Factory.StartNew(() => Look(library), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return look.Wait(patience) ? look.Result : Nothing("the NVIDIA driver does not answer: restart the machine");
    }

    /// <summary>
    /// Opens a GPU before ONNX Runtime does, whose provider does not report that it cannot: it ends the process.
    /// </summary>
    /// <param name="index">The GPU's number.</param>
    /// <exception cref="DeviceFault">It cannot be opened.</exception>
    public void Open(int index)
    {
        DeviceListing found = Find();
        if (found.Problem is { } problem) throw new DeviceFault(FaultKind.Absent, problem);
        if (index >= found.Devices.Count) throw new DeviceFault(FaultKind.Absent, $"there is no such GPU: the NVIDIA driver shows {found.Devices.Count}, numbered from 0");
        try
        {
            new CudaDriver(DriverLibrary.Open(driverName)!).Open(index);
        }
        catch (DriverException e)
        {
            throw e.Code == CudaDriver.OutOfMemory
                ? new DeviceFault(FaultKind.OutOfMemory, "it ran out of memory", e)
                : new DeviceFault(FaultKind.Absent, $"the NVIDIA driver does not open it ({e.Message}): see what 'nvidia-smi' says", e);
        }
    }

    private DeviceListing Look(DriverLibrary library)
    {
        try
        {
            var driver = new CudaDriver(library);
            int count = driver.Count();
            if (count == 0) return NoDevice();
            if (driver.Version() is < NeededVersion and var version)
            {
                return Nothing($"the NVIDIA driver serves CUDA {version / 1000}.{version % 1000 / 10} and CUDA 13 is needed: update it to {NeededDriver} or newer");
            }

            if (provider.Problem() is { } problem) return Nothing(problem);
            DriverManagement? management = DriverManagement.Open(managementName);
            string driverVersion = management?.DriverVersion() ?? "";
            return new DeviceListing([.. Enumerable.Range(0, count).Select(index => Describe(driver, management, index, driverVersion))], null);
        }
        catch (DriverException e) when (e.Code == CudaDriver.NoDevice)
        {
            return NoDevice();
        }
        catch (DriverException e)
        {
            return Nothing($"the NVIDIA driver does not work ({e.Message}): if it was updated restart the machine, and see what 'nvidia-smi' says");
        }
        catch (EntryPointNotFoundException e)
        {
            return Nothing($"{driverName} is not the NVIDIA driver's, or is too old ({e.Message.TrimEnd('.')}): install the driver, {NeededDriver} or newer");
        }
    }

    private static DeviceInfo Describe(CudaDriver driver, DriverManagement? management, int index, string driverVersion)
    {
        (string name, long total, string address) = driver.Describe(index);

        // For a part of a divided GPU the management library may tell of the whole.
        long free = Math.Min(total, management?.FreeBytes(address) ?? total);
        return new DeviceInfo(new Device(DeviceKind.Cuda, index), name, driverVersion, total, free);
    }

    private static DeviceListing NoDevice() => Nothing(Environment.GetEnvironmentVariable("CUDA_VISIBLE_DEVICES") is { } visible
        ? $"the NVIDIA driver shows no GPU: CUDA_VISIBLE_DEVICES is '{visible}', which may hide it"
        : "the NVIDIA driver shows no GPU: see what 'nvidia-smi' says");

    private static DeviceListing Nothing(string problem) => new([], problem);
}
