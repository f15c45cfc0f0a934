namespace Enlarger.Gimp2.Native;

/// <summary>The types of <see cref="GimpParam"/> that Enlarger uses (GimpPDBArgType).</summary>
internal enum GimpParamType
{
    /// <summary>A number, switch or choice by number.</summary>
    Number = 0,

    /// <summary>A text.</summary>
    Text = 4,

    /// <summary>An image.</summary>
    Image = 13,

    /// <summary>A layer, mask or channel.</summary>
    Drawable = 16,

    /// <summary>How a procedure ended: <see cref="GimpStatus"/>.</summary>
    Status = 21,
}
