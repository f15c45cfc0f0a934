using Enlarger.Imaging;
using Enlarger.Inference.Devices;
using Enlarger.Inference.Devices.Cuda;
using Enlarger.Inference.Devices.DirectML;
using Enlarger.Inference.Faults;
using Enlarger.Inference.Natives;
using Enlarger.Models;
using Microsoft.ML.OnnxRuntime;

namespace Enlarger.Inference;

/// <summary>Loads networks with ONNX Runtime.</summary>
internal sealed class OnnxSessionOpener : ISessionOpener
{
    /// <inheritdoc/>
    public string Version
    {
        get
        {
            OnnxRuntimeLibrary.Prepare();
            return OrtEnv.Instance().GetVersionString();
        }
    }

    /// <inheritdoc/>
    public IInferenceSession Open(string name, NetworkFile file, Device device, PixelSize? input)
    {
        OnnxRuntimeLibrary.Prepare();
        if (device.Kind == DeviceKind.Cuda) new CudaFinder().Open(device.Index);
        using SessionOptions options = Options();
        if (input is { } size) FixShape(options, name, file, size);
        try
        {
            Append(options, device);
        }
        catch (OnnxRuntimeException e) when (device.Kind == DeviceKind.Cuda)
        {
            throw new DeviceFault(FaultKind.Absent, $"{FaultSigns.Said(e)}: see that CUDA 13 and cuDNN 9 are whole, or run 'enlarger devices install cuda' again", e);
        }
        catch (OnnxRuntimeException e)
        {
            throw FaultSigns.Read(e, "it cannot be opened");
        }
        catch (EnlargerException e) when (e.Kind == ErrorKind.Device)
        {
            throw new DeviceFault(FaultKind.Absent, e.Message.TrimEnd('.'), e);
        }
        catch (EntryPointNotFoundException e)
        {
            throw new DeviceFault(FaultKind.Absent, "this build of ONNX Runtime does not know it", e);
        }

        return new OnnxSession(name, Load(name, file, device, options));
    }

    private static SessionOptions Options()
    {
        var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,

            // On the CPU tiles come in several shapes, and a pattern remembered for one is of no use to the next; DirectML cannot have it.
            EnableMemoryPattern = false,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = Environment.ProcessorCount,
        };

        // Idle workers would otherwise spin and take the processor from reading, converting and writing.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    private static void Append(SessionOptions options, Device device)
    {
        switch (device.Kind)
        {
            case DeviceKind.Cuda:
                // Single precision means just that: the half network is there for speed. And memory is taken as needed, not doubled ahead.
                CudaRegistration.Append(options, CudaProvider.OfThisMachine().Library, device.Index, new Dictionary<string, string>
                {
                    ["use_tf32"] = "0",
                    ["cudnn_conv_algo_search"] = "HEURISTIC",
                    ["arena_extend_strategy"] = "kSameAsRequested",
                });
                break;
            case DeviceKind.DirectML:
                // ONNX Runtime loads it when it is first needed, by its name, and on one system did not return where it was missing.
                NativeLibraries.Load(DirectMLFinder.Library);
                options.AppendExecutionProvider_DML(device.Index);
                break;
        }
    }

    // A device prepares itself for one shape, which the network's file leaves open: its open axes are looked up and set.
    private static void FixShape(SessionOptions options, string name, NetworkFile file, PixelSize input)
    {
        using SessionOptions plain = Options();
        plain.GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL;
        using InferenceSession look = Load(name, file, Device.Cpu, plain);
        string[] axes = look.InputMetadata.Values.First().SymbolicDimensions;
        if (axes.Length != 4) return;
        bool channelsLast = look.InputMetadata.Values.First().Dimensions[3] == 3;
        long[] shape = channelsLast ? [1, input.Height, input.Width, 3] : [1, 3, input.Height, input.Width];
        foreach (IGrouping<string, long> axis in axes.Zip(shape).Where(axis => axis.First.Length > 0).GroupBy(axis => axis.First, axis => axis.Second))
        {
            // An axis of the same name has the same length, or the name says nothing.
            if (axis.Distinct().Count() == 1) options.AddFreeDimensionOverrideByName(axis.Key, axis.First());
        }
    }

    private static InferenceSession Load(string name, NetworkFile file, Device device, SessionOptions options)
    {
        try
        {
            return file.Content is { } content ? new InferenceSession(content, options) : new InferenceSession(file.Path, options);
        }
        catch (OnnxRuntimeException e) when (device.Kind == DeviceKind.Cpu)
        {
            throw new EnlargerException(ErrorKind.Model, $"ONNX Runtime cannot load the generator {name}: {FaultSigns.Said(e)}", e);
        }
        catch (OnnxRuntimeException e)
        {
            throw FaultSigns.Read(e, $"it could not load {name}");
        }
    }
}
