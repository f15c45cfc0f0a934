namespace Enlarger.Inference.Devices;

/// <summary>Looks for devices of one kind.</summary>
internal interface IDeviceFinder
{
    /// <summary>The kind.</summary>
    DeviceKind Kind { get; }

    /// <summary>What there is now. Never throws: what goes wrong is the listing's problem.</summary>
    DeviceListing Find();
}
