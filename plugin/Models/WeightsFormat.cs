namespace Enlarger.Models;

/// <summary>The format in which weights are published.</summary>
public enum WeightsFormat
{
    /// <summary>Tencent's ncnn: a .param text file and a .bin file of weights.</summary>
    Ncnn,

    /// <summary>A TensorFlow.js graph model: model.json and the .bin files of weights beside it. It is converted for inputs of one size.</summary>
    Tfjs,
}
