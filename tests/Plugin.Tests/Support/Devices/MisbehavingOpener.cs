using Enlarger.Imaging;
using Enlarger.Inference;
using Enlarger.Inference.Checks;
using Enlarger.Inference.Devices;
using Enlarger.Inference.Faults;
using Enlarger.Models;

namespace Enlarger.Tests.Support.Devices;

/// <summary>
/// Opens sessions that compute the mean of 3x3 pixels, zeros beyond the border as a convolution pads, each repeated 2x2, and that do what
/// a script says instead.
/// </summary>
/// <param name="time">What a hanging run waits for.</param>
internal sealed class MisbehavingOpener(StoppedTime time) : ISessionOpener
{
    public const int Scale = 2;

    /// <summary>The halo with which tiles equal the whole.</summary>
    public const int Halo = 1;

    private readonly StoppedTime _time = time;
    private readonly TaskCompletionSource _end = new();
    private readonly TaskCompletionSource _woken = new();
    private int _deviceRuns;
    private int _processorRuns;

    public string Version { get; set; } = "1.0";

    /// <summary>How long a run on the processor takes.</summary>
    public TimeSpan ProcessorTakes { get; set; } = TimeSpan.FromSeconds(9);

    /// <summary>How long a run in half precision takes; one in single precision takes two seconds.</summary>
    public TimeSpan HalfTakes { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether the network makes negatives, on every device.</summary>
    public bool IsNegative { get; set; }

    /// <summary>What happens to a run.</summary>
    public Func<Shot, Misdeed> Script { get; set; } = _ => Misdeed.None;

    /// <summary>What happens when a session is opened on a device.</summary>
    public Func<Device, FaultKind?> Opening { get; set; } = _ => null;

    /// <summary>Every run so far.</summary>
    public List<Shot> Shots { get; } = [];

    /// <summary>The devices on which sessions were opened.</summary>
    public List<Device> Opened { get; } = [];

    /// <summary>Sessions that are open.</summary>
    public int Open { get; private set; }

    /// <summary>Done when a run that hung has written its output at last.</summary>
    public Task Woken => _woken.Task;

    /// <summary>Counts runs from 1 again.</summary>
    public void Restart() => _deviceRuns = _processorRuns = 0;

    /// <summary>Lets hanging runs end.</summary>
    public void End() => _end.TrySetResult();

    IInferenceSession ISessionOpener.Open(string name, NetworkFile file, Device device, PixelSize? input)
    {
        if (Opening(device) is { } kind) throw new DeviceFault(kind, "it could not be opened");
        lock (Shots)
        {
            Opened.Add(device);
            Open++;
        }

        return new Session(this, device, file.Path?.EndsWith(".fp16.onnx", StringComparison.Ordinal) == true, input);
    }

    private static float Mean(ReadOnlySpan<float> plane, int width, int height, int x, int y)
    {
        double sum = 0;
        for (int row = Math.Max(0, y - 1); row <= Math.Min(height - 1, y + 1); row++)
        {
            for (int column = Math.Max(0, x - 1); column <= Math.Min(width - 1, x + 1); column++) sum += plane[(row * width) + column];
        }

        return (float)(sum / 9);
    }

    private Misdeed Next(Device device, bool isHalf, PixelSize size, ReadOnlySpan<float> input)
    {
        using FloatPlanes pattern = CheckPattern.Of(size);
        bool isCheck = input.SequenceEqual(pattern.Span);
        lock (Shots)
        {
            bool isProcessor = device == Device.Cpu;
            int number = isCheck ? 0 : isProcessor ? ++_processorRuns : ++_deviceRuns;
            var shot = new Shot(device, isHalf, isCheck, number, size);
            Shots.Add(shot);
            return Script(shot);
        }
    }

    private sealed class Session(MisbehavingOpener owner, Device device, bool isHalf, PixelSize? expected) : IInferenceSession
    {
        private float[] _last = [];
        private bool _isDisposed;

        public void Run(Memory<float> input, long[] inputShape, Memory<float> output, long[] outputShape, CancellationToken cancellation)
        {
            Assert.That(_isDisposed, Is.False);
            int height = (int)inputShape[2], width = (int)inputShape[3];
            if (expected is { } size) Assert.That((width, height), Is.EqualTo((size.Width, size.Height)), "a device gets tiles of the one size it is prepared for");
            owner._time.Pass(device == Device.Cpu ? owner.ProcessorTakes : isHalf ? owner.HalfTakes : TimeSpan.FromSeconds(2));
            Misdeed misdeed = owner.Next(device, isHalf, new PixelSize(width, height), input.Span);
            if (misdeed != Misdeed.Hang) cancellation.ThrowIfCancellationRequested();
            switch (misdeed)
            {
                case Misdeed.OutOfMemory:
                    throw new DeviceFault(FaultKind.OutOfMemory, "it ran out of memory");
                case Misdeed.Removed:
                    throw new DeviceFault(FaultKind.Removed, "it was lost");
                case Misdeed.Failed:
                    throw new DeviceFault(FaultKind.Failed, "it failed");
                case Misdeed.NothingWritten:
                    return;
                case Misdeed.PreviousTile when _last.Length == output.Length:
                    _last.CopyTo(output);
                    return;
                case Misdeed.Hang:
                    while (!owner._end.Task.Wait(1, CancellationToken.None)) owner._time.RunOut();
                    break;
            }

            Compute(input.Span, width, height, output.Span);
            if (misdeed == Misdeed.Hang) owner._woken.TrySetResult();
            switch (misdeed)
            {
                case Misdeed.NotANumber:
                    output.Span[output.Length / 3] = float.NaN;
                    break;
                case Misdeed.Infinite:
                    output.Span[^1] = float.PositiveInfinity;
                    break;
                case Misdeed.Black:
                    output.Span.Clear();
                    break;
                case Misdeed.AnotherPicture:
                    output.Span.Reverse();
                    break;
            }

            _last = output.ToArray();
        }

        public void Dispose()
        {
            Assert.That(_isDisposed, Is.False);
            _isDisposed = true;
            lock (owner.Shots) owner.Open--;
        }

        private void Compute(ReadOnlySpan<float> input, int width, int height, Span<float> output)
        {
            for (int channel = 0; channel < 3; channel++)
            {
                ReadOnlySpan<float> from = input.Slice(channel * width * height, width * height);
                Span<float> to = output.Slice(channel * width * height * Scale * Scale, width * height * Scale * Scale);
                for (int y = 0; y < height; y++)
                {
                    for (int x = 0; x < width; x++)
                    {
                        float mean = Mean(from, width, height, x, y);
                        if (owner.IsNegative) mean = 1 - mean;
                        if (isHalf) mean = (float)(Half)mean;
                        for (int i = 0; i < Scale; i++) to.Slice((((y * Scale) + i) * width * Scale) + (x * Scale), Scale).Fill(mean);
                    }
                }
            }
        }
    }
}
