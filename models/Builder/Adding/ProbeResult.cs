namespace Enlarger.Models.Builder.Adding;

/// <summary>What a probe found; see the fields of the same names in <see cref="GeneratorDescription"/>.</summary>
internal sealed record ProbeResult(TensorLayout Layout, int Scale, int SizeMultiple, int White, HaloDescription Halo, int BytesPerPixel);
