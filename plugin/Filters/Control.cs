using Enlarger.Tiling;

namespace Enlarger.Filters;

/// <summary>What the user lets a generator do, as settings say it and the picture's noise completes it.</summary>
/// <param name="Finishing">What is done to the generator's work.</param>
/// <param name="Denoise">How much of the noise is taken away before, 0..1.</param>
internal sealed record Control(Finishing Finishing, float Denoise)
{
    // What the generator for noise takes away of a clean photograph, as the standard deviation of its error; and the least amount for which the time is well spent.
    private const float DenoisingError = 6f / 255f;
    private const float Worthwhile = 0.25f;

    // Beyond it grain is no grain any more; flat areas of it would reach black and white.
    private const float CoarsestGrain = 1f / 16;

    /// <summary>Whether the generator has nothing to say.</summary>
    public bool IsOff => Finishing.Strength == 0f;

    /// <summary>Whether the picture's noise must be known before it is changed.</summary>
    public static bool LooksFirst(FilterSettings settings) =>
        settings.Integer("strength") > 0 && (settings.Integer("grain") > 0 || settings.Integer("denoise") == CommonParameters.AutomaticDenoise);

    /// <summary>The control that settings ask for.</summary>
    /// <param name="settings">The values of a filter's parameters.</param>
    /// <param name="noise">The standard deviation of the picture's luminance noise, 0..1.</param>
    public static Control Of(FilterSettings settings, float noise)
    {
        Finishing finishing = FinishingOf(settings, noise);
        int wanted = settings.Integer("denoise");
        float denoise = wanted == CommonParameters.AutomaticDenoise ? Amount(noise) : wanted / 100f;
        return new Control(finishing, finishing.Strength * denoise);
    }

    /// <summary>What settings ask to be done to a generator's work. At strength 0 nothing at all is done, and towards it everything fades.</summary>
    /// <inheritdoc cref="Of"/>
    public static Finishing FinishingOf(FilterSettings settings, float noise)
    {
        float strength = settings.Integer("strength") / 100f;
        float grain = Math.Min(CoarsestGrain, noise * settings.Integer("grain") / 100f);
        return new Finishing(strength, settings.Switch("color-lock"), strength * grain, settings.Integer("seed"));
    }

    // The blend of two pictures with independent errors that errs least (Wiener): as much of the clean one as noise outweighs what cleaning costs.
    private static float Amount(float noise)
    {
        float amount = noise * noise / ((noise * noise) + (DenoisingError * DenoisingError));
        return amount < Worthwhile ? 0f : amount;
    }
}
