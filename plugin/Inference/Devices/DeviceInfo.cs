namespace Enlarger.Inference.Devices;

/// <summary>A device that this machine has.</summary>
/// <param name="Device">Which one it is.</param>
/// <param name="Name">What its maker calls it.</param>
/// <param name="Driver">The version of its driver; empty for the processor, which has none.</param>
/// <param name="TotalBytes">Its memory.</param>
/// <param name="FreeBytes">What was free of it when it was looked at; <paramref name="TotalBytes"/> where nobody tells.</param>
public sealed record DeviceInfo(Device Device, string Name, string Driver, long TotalBytes, long FreeBytes);
