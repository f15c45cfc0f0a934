using PaintDotNet.Effects;

namespace Enlarger.Tests.PaintDotNet.Fake;

/// <summary>An effect that does what a test says.</summary>
internal sealed class ScriptedEffect() : BitmapEffect("Scripted", "Tests", BitmapEffectOptions.Create())
{
    /// <summary>What it does for a tile.</summary>
    public static Action<IBitmapEffectEnvironment, IBitmapEffectOutput> Script { get; set; } = (_, _) => { };

    /// <summary>How it wants to be rendered.</summary>
    public static Action<IBitmapEffectRenderInfo> Wish { get; set; } = _ => { };

    protected override void OnInitializeRenderInfo(IBitmapEffectRenderInfo renderInfo) => Wish(renderInfo);

    protected override void OnRender(IBitmapEffectOutput output) => Script(Environment, output);
}
