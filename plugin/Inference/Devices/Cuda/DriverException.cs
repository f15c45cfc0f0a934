namespace Enlarger.Inference.Devices.Cuda;

/// <summary>A function of the NVIDIA driver failed. It never leaves the finder.</summary>
/// <param name="function">Its name.</param>
/// <param name="code">What it answered.</param>
internal sealed class DriverException(string function, int code) : Exception($"{function} answered {code}")
{
    /// <summary>What the function answered.</summary>
    public int Code => code;

    /// <summary>Throws for every answer but that all is well.</summary>
    public static void ThrowUnlessZero(int code, string function)
    {
        if (code != 0) throw new DriverException(function, code);
    }
}
