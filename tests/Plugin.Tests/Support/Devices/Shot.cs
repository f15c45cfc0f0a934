using Enlarger.Imaging;
using Enlarger.Inference.Devices;

namespace Enlarger.Tests.Support.Devices;

/// <summary>One run of a network, before it happens.</summary>
/// <param name="Device">The device.</param>
/// <param name="IsHalf">Whether it computes in half precision.</param>
/// <param name="IsCheck">Whether the tile is that of the check, and not a picture's.</param>
/// <param name="Number">Which run over a picture's tile it is on any device but the processor, or on the processor, from 1.</param>
/// <param name="Size">The size of the tile.</param>
internal sealed record Shot(Device Device, bool IsHalf, bool IsCheck, int Number, PixelSize Size);
