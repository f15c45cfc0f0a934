using System.Globalization;

namespace Enlarger.Inference.Devices;

/// <summary>A device that generators run on.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Index">Which of several, from 0.</param>
public readonly record struct Device(DeviceKind Kind, int Index = 0)
{
    /// <summary>The processor.</summary>
    public static Device Cpu => new(DeviceKind.Cpu);

    /// <summary>Reads a device as a user names it: cpu, cuda, cuda:1, directml, directml:0.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: it is no device's name.</exception>
    public static Device Parse(string text)
    {
        string[] parts = text.Split(':');
        int index = 0;
        bool numbered = parts.Length == 1 ||
            (parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out index));
        return (parts[0], numbered) switch
        {
            ("cpu", true) when parts.Length == 1 => Cpu,
            ("cuda", true) => new Device(DeviceKind.Cuda, index),
            ("directml", true) => new Device(DeviceKind.DirectML, index),
            _ => throw new EnlargerException(ErrorKind.Usage, $"'{text}' is no device: use auto, cpu, cuda[:n] or directml[:n]."),
        };
    }

    /// <summary>The name that <see cref="Parse"/> reads.</summary>
    public override string ToString() => Kind == DeviceKind.Cpu ? NameOf(Kind) : $"{NameOf(Kind)}:{Index}";

    /// <summary>A kind as its makers write it.</summary>
    public static string TitleOf(DeviceKind kind) => kind switch
    {
        DeviceKind.Cpu => "CPU",
        DeviceKind.Cuda => "CUDA",
        _ => "DirectML",
    };

    /// <summary>The name of a kind, which is that of its first device too.</summary>
    public static string NameOf(DeviceKind kind) => kind switch
    {
        DeviceKind.Cpu => "cpu",
        DeviceKind.Cuda => "cuda",
        _ => "directml",
    };
}
