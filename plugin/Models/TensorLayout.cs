namespace Enlarger.Models;

/// <summary>The order of a picture tensor's axes.</summary>
public enum TensorLayout
{
    /// <summary>Batch, channel, row, column.</summary>
    Nchw,

    /// <summary>Batch, row, column, channel.</summary>
    Nhwc,
}
