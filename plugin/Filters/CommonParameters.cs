using Enlarger.Inference.Devices;
using Enlarger.Models;
using Enlarger.Tiling;

namespace Enlarger.Filters;

/// <summary>The parameters that several filters have, declared once.</summary>
internal static class CommonParameters
{
    /// <summary>The choice that leaves a decision to the filter.</summary>
    public const string Auto = "auto";

    /// <summary>The value of <see cref="Denoise"/> that goes by the noise there is.</summary>
    public const int AutomaticDenoise = -1;

    /// <summary>The value of <see cref="Invention"/> that takes a generator as it is.</summary>
    public const int FullInvention = 100;

    /// <summary>How much colour shift a generator is allowed.</summary>
    public static SwitchParameter ColorLock { get; } = new(
        "color-lock", "Colour lock", "Keeps colours and brightness as they are: the low frequencies of the result follow the picture.", true);

    /// <summary>Noise that is added.</summary>
    public static IntegerParameter Grain { get; } = new(
        "grain", "Grain", "Adds fine luminance noise to the result, in percent of the noise that the picture has, so that skies do not look like plastic.", 0, 200, 0);

    /// <summary>Which noise that is.</summary>
    public static IntegerParameter Seed { get; } = new("seed", "Grain seed", "Another number gives another grain; the same one always gives the same.", 0, 999_999, 0);

    /// <summary>The part that is wanted.</summary>
    public static AreaParameter Region { get; } = new(
        "region", "Region", "The part of the picture to work on, in its own pixels, as a preview: it comes out as that part of the full result, at its cost alone.");

    /// <summary>What generators run on.</summary>
    public static ChoiceParameter Device { get; } = new(
        "device",
        "Device",
        "What the generator runs on: auto tries the GPU and falls back to the CPU; of several GPUs the second is cuda:1 or directml:1.",
        [
            new(Auto, "Automatic"),
            .. DeviceInventory.OfThisMachine().Kinds.Reverse().Select(kind => new FilterChoice(Inference.Devices.Device.NameOf(kind), Inference.Devices.Device.TitleOf(kind))),
        ],
        IsOpen: true);

    /// <summary>The size of tiles.</summary>
    public static IntegerParameter Tile { get; } = new(
        "tile", "Tile size", "The side of a tile without its halo, in pixels; auto is the largest that is worth its memory.", TileBudget.SmallestCore, 4096, 0, Automatic: 0);

    /// <summary>Whether tiles are to equal the whole.</summary>
    public static SwitchParameter Exact { get; } = new(
        "exact", "Exact", "Gives tiles a halo as wide as the generator sees, so that the result equals the untiled one; slower.", false);

    /// <summary>How much of a generator's picture is taken.</summary>
    /// <param name="rest">What the rest is.</param>
    /// <param name="byDefault">The value a user gets who sets nothing.</param>
    public static IntegerParameter Strength(string rest, int byDefault = 100) => new(
        "strength", "Strength", $"How much of the generator's picture is taken, in percent; the rest is {rest}, and 0 is exactly that.", 0, 100, byDefault);

    /// <summary>How much of a generator's own weights is taken against those of its faithful twin.</summary>
    public static IntegerParameter Invention { get; } = new(
        "invention",
        "Invention",
        "How freely the generator draws what the picture does not show, in percent: 0 is its faithful twin, which invents nothing. Only for models that have one.",
        0,
        FullInvention,
        FullInvention);

    /// <summary>How much noise is taken away first.</summary>
    /// <param name="byDefault">The value a user gets who sets nothing.</param>
    public static IntegerParameter Denoise(int byDefault) => new(
        "denoise", "Denoise", "How much of the noise is taken away first by a generator for that, in percent; auto goes by the noise there is, 0 is off. Slow.", 0, 100, byDefault, AutomaticDenoise);

    /// <summary>The choice of a generator.</summary>
    /// <param name="help">What auto does.</param>
    /// <param name="generators">Those to choose from.</param>
    /// <param name="more">Choices that are none.</param>
    public static ChoiceParameter Model(string help, IEnumerable<GeneratorDescription> generators, params FilterChoice[] more) => new(
        "model", "Model", help, [new(Auto, "Automatic"), .. generators.Select(generator => new FilterChoice(generator.Id, generator.Name)), .. more]);
}
