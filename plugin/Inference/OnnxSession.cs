using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Enlarger.Inference.Faults;
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

    /// <summary>Makes a loaded network one of ours, which is disposed of with it.</summary>
    /// <param name="name">What to call it in errors.</param>
    /// <param name="session">The network.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: it takes or gives more than a picture; the session is disposed of.</exception>
    public OnnxSession(string name, InferenceSession session)
    {
        _name = name;
        _session = session;
        _inputs = [.. session.InputMetadata.Keys];
        _outputs = [.. session.OutputMetadata.Keys];
        if (_inputs.Length != 1 || _outputs.Length != 1)
        {
            session.Dispose();
            throw new EnlargerException(ErrorKind.Model, $"The generator {name} has {_inputs.Length} inputs and {_outputs.Length} outputs: one of each is needed.");
        }

        _half = session.InputMetadata[_inputs[0]].ElementDataType == TensorElementType.Float16;
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
        catch (OnnxRuntimeException e)
        {
            throw FaultSigns.Read(e, $"it could not run {_name}");
        }
    }
}
