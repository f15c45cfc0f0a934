using Enlarger.Inference.Natives;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Enlarger.Models.Builder.Adding;

/// <summary>A network loaded on the CPU to find out what it does. Unlike a generator it may fail, or give anything of any size.</summary>
internal sealed class ProbeSession : IDisposable
{
    private readonly OnnxSignature _signature;
    private readonly InferenceSession _session;

    /// <summary>Loads a network.</summary>
    /// <param name="content">The ONNX file.</param>
    /// <param name="signature">What it says about itself.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: ONNX Runtime does not accept it.</exception>
    public ProbeSession(byte[] content, OnnxSignature signature, string file)
    {
        _signature = signature;
        OnnxRuntimeLibrary.Prepare();
        using SessionOptions options = new() { EnableMemoryPattern = false, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        try
        {
            _session = new InferenceSession(content, options);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new EnlargerException(ErrorKind.Model, $"{file} is not accepted by ONNX Runtime: {FirstLine(exception)}.", exception);
        }
    }

    /// <summary>Runs the network on a picture.</summary>
    /// <param name="picture">The picture, 0 to 1.</param>
    /// <param name="layout">The order of axes to use.</param>
    /// <param name="white">The value to use for white.</param>
    /// <param name="result">The result, 0 to 1; null if it is no picture or the run failed.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>Why there is no result.</returns>
    public string? TryRun(Planes picture, TensorLayout layout, int white, out Planes? result, CancellationToken cancellation)
    {
        result = null;
        using RunOptions run = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        using CancellationTokenRegistration stop = cancellation.Register(() => run.Terminate = true);
        cancellation.ThrowIfCancellationRequested();
        try
        {
            using OrtValue input = Input(picture, layout, white);
            using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(run, [_signature.Input], [input], [_signature.Output]);
            return Read(outputs[0], layout, white, out result);
        }
        catch (OnnxRuntimeException exception)
        {
            cancellation.ThrowIfCancellationRequested();
            return FirstLine(exception);
        }
    }

    /// <summary>How many bytes results of a run have; those that are no tensors have none, and neither has anything if the run fails.</summary>
    /// <param name="picture">The picture to run on.</param>
    /// <param name="layout">The order of its axes.</param>
    /// <param name="names">The results to ask for.</param>
    /// <param name="cancellation">Stops the run.</param>
    public IReadOnlyDictionary<string, long> Sizes(Planes picture, TensorLayout layout, string[] names, CancellationToken cancellation)
    {
        Dictionary<string, long> sizes = [];
        using RunOptions run = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        using CancellationTokenRegistration stop = cancellation.Register(() => run.Terminate = true);
        cancellation.ThrowIfCancellationRequested();
        try
        {
            using OrtValue input = Input(picture, layout, 1);
            using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(run, [_signature.Input], [input], names);
            for (int index = 0; index < names.Length; index++)
            {
                if (outputs[index].IsTensor) sizes[names[index]] = Size(outputs[index].GetTensorTypeAndShape());
            }
        }
        catch (OnnxRuntimeException)
        {
            cancellation.ThrowIfCancellationRequested();
        }

        return sizes;
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private static long Size(OrtTensorTypeAndShapeInfo tensor) => tensor.ElementCount * tensor.ElementDataType switch
    {
        TensorElementType.Float or TensorElementType.Int32 or TensorElementType.UInt32 => 4,
        TensorElementType.Float16 or TensorElementType.BFloat16 or TensorElementType.Int16 or TensorElementType.UInt16 => 2,
        TensorElementType.Bool or TensorElementType.Int8 or TensorElementType.UInt8 => 1,
        _ => 8,
    };

    private OrtValue Input(Planes picture, TensorLayout layout, int white)
    {
        float[] values = new float[picture.Values.Length];
        Reorder(picture.Values, values, picture.Width * picture.Height, layout, toTensor: true, white);
        long[] shape = layout == TensorLayout.Nchw ? [1, Planes.Count, picture.Height, picture.Width] : [1, picture.Height, picture.Width, Planes.Count];
        return _signature.IsHalf
            ? OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (Float16)value), shape)
            : OrtValue.CreateTensorValueFromMemory(values, shape);
    }

    private static string? Read(OrtValue output, TensorLayout layout, int white, out Planes? result)
    {
        result = null;
        OrtTensorTypeAndShapeInfo info = output.GetTensorTypeAndShape();
        long[] shape = info.Shape;
        int channelAxis = layout == TensorLayout.Nchw ? 1 : 3;
        if (shape.Length != 4 || shape[0] != 1 || shape[channelAxis] != Planes.Count) return $"it gives a tensor of {string.Join('x', shape)}";
        (long height, long width) = layout == TensorLayout.Nchw ? (shape[2], shape[3]) : (shape[1], shape[2]);
        if (height is < 1 or > short.MaxValue || width is < 1 or > short.MaxValue || Planes.Count * height * width > Array.MaxLength)
        {
            return $"it gives a picture of {width}x{height} pixels";
        }

        float[] values = info.ElementDataType == TensorElementType.Float16
            ? Array.ConvertAll(output.GetTensorDataAsSpan<Float16>().ToArray(), value => (float)value)
            : output.GetTensorDataAsSpan<float>().ToArray();
        Planes picture = Planes.Black((int)width, (int)height);
        Reorder(values, picture.Values, picture.Width * picture.Height, layout, toTensor: false, 1f / white);
        result = picture;
        return null;
    }

    /// <summary>Copies values between planes and a tensor, each times a factor.</summary>
    private static void Reorder(float[] from, float[] to, int pixels, TensorLayout layout, bool toTensor, float factor)
    {
        for (int plane = 0; plane < Planes.Count; plane++)
        {
            for (int pixel = 0; pixel < pixels; pixel++)
            {
                int planar = (plane * pixels) + pixel;
                int other = layout == TensorLayout.Nchw ? planar : (pixel * Planes.Count) + plane;
                if (toTensor) to[other] = from[planar] * factor;
                else to[planar] = from[other] * factor;
            }
        }
    }

    private static string FirstLine(Exception exception) => exception.Message.Split('\n')[0].Trim().TrimEnd('.');
}
