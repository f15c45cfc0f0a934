using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Enlarger.Inference;

/// <summary>A network loaded into ONNX Runtime, with one input and one output.</summary>
internal sealed class OnnxSession : IInferenceSession
{
    private readonly string _name;
    private readonly InferenceSession _session;
    private readonly string[] _inputs;
    private readonly string[] _outputs;
    private readonly bool _half;

    /// <summary>Loads a network for the CPU.</summary>
    /// <param name="name">What to call it in errors.</param>
    /// <param name="path">The verified ONNX file.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: ONNX Runtime does not accept the file.</exception>
    public OnnxSession(string name, string path)
    {
        _name = name;
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,

            // Tiles come in several shapes, and a pattern remembered for one is of no use to the next.
            EnableMemoryPattern = false,
            IntraOpNumThreads = Environment.ProcessorCount,
        };

        // Idle workers would otherwise spin and take the processor from reading, converting and writing.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");

        try
        {
            _session = new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new EnlargerException(ErrorKind.Model, $"ONNX Runtime cannot load the generator {name}: {FirstLine(e)}", e);
        }

        _inputs = [.. _session.InputMetadata.Keys];
        _outputs = [.. _session.OutputMetadata.Keys];
        if (_inputs.Length != 1 || _outputs.Length != 1)
        {
            _session.Dispose();
            throw new EnlargerException(ErrorKind.Model, $"The generator {name} has {_inputs.Length} inputs and {_outputs.Length} outputs: one of each is needed.");
        }

        _half = _session.InputMetadata[_inputs[0]].ElementDataType == TensorElementType.Float16;
    }

    /// <inheritdoc/>
    public void Run(Memory<float> input, long[] inputShape, Memory<float> output, long[] outputShape, CancellationToken cancellation)
    {
        if (_half)
        {
            var halfInput = new Float16[input.Length];
            var halfOutput = new Float16[output.Length];
            TensorPrimitives.ConvertToHalf(input.Span, MemoryMarshal.Cast<Float16, Half>(halfInput.AsSpan()));
            Execute<Float16>(halfInput, inputShape, halfOutput, outputShape, cancellation);
            TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<Float16, Half>(halfOutput.AsSpan()), output.Span);
        }
        else
        {
            Execute(input, inputShape, output, outputShape, cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private static string FirstLine(Exception e) => e.Message.Split('\n')[0].Trim();

    private void Execute<T>(Memory<T> input, long[] inputShape, Memory<T> output, long[] outputShape, CancellationToken cancellation)
        where T : unmanaged
    {
        using var run = new RunOptions();
        using OrtValue from = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, input, inputShape);
        using OrtValue to = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, output, outputShape);
        using CancellationTokenRegistration registration = cancellation.Register(() => run.Terminate = true);
        cancellation.ThrowIfCancellationRequested();
        try
        {
            _session.Run(run, _inputs, [from], _outputs, [to]);
        }
        catch (OnnxRuntimeException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (OnnxRuntimeException e) when (e.Message.Contains("alloc", StringComparison.OrdinalIgnoreCase))
        {
            throw new EnlargerException(
                ErrorKind.Device, $"There is not enough memory to run {_name} on tiles of this size: choose a smaller tile.", e);
        }
        catch (OnnxRuntimeException e)
        {
            throw new EnlargerException(ErrorKind.Device, $"Running the generator {_name} failed: {FirstLine(e)}", e);
        }
    }
}
