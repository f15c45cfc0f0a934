namespace Enlarger.Inference.Devices;

/// <summary>The devices of one kind that this machine has.</summary>
/// <param name="Devices">Them, in the order of their numbers.</param>
/// <param name="Problem">Why there are none, as the end of a sentence, with what to do; null where there are some.</param>
public sealed record DeviceListing(IReadOnlyList<DeviceInfo> Devices, string? Problem);
