namespace Enlarger.Models;

/// <summary>The format in which weights are published.</summary>
public enum WeightsFormat
{
    /// <summary>Tencent's ncnn: a .param text file and a .bin file of weights.</summary>
    Ncnn,
}
