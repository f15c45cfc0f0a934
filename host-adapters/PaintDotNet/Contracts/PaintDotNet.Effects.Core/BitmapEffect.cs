using System.Drawing;
using PaintDotNet.Imaging;

namespace PaintDotNet.Effects;

/// <summary>The base of effects over pixels. What is internal is how a host drives one.</summary>
public abstract class BitmapEffect : EffectBase, IBitmapEffect
{
    private readonly BitmapEffectOptions _options;

    protected BitmapEffect(string name, IBitmapSource image, string? submenuName, BitmapEffectOptions options)
        : this(name, submenuName, options)
    {
    }

    protected BitmapEffect(string name, Image image, string? submenuName, BitmapEffectOptions options)
        : this(name, submenuName, options)
    {
    }

    protected BitmapEffect(string name, string? submenuName, BitmapEffectOptions options)
        : base(name, submenuName, options) => _options = options;

    IBitmapEffectOptions IBitmapEffect.Options => _options;

    IBitmapEffectEnvironment IBitmapEffect.Environment => Environment;

    protected IBitmapEffectEnvironment Environment => (IBitmapEffectEnvironment)HostEnvironment;

    internal IBitmapEffectRenderInfo? RenderInfo { get; set; }

    internal void InitializeRenderInfo(IBitmapEffectRenderInfo renderInfo) => OnInitializeRenderInfo(renderInfo);

    internal void SetToken(EffectConfigToken? token)
    {
        HostToken = token;
        OnSetToken(token);
    }

    internal void Render(IBitmapEffectOutput output) => OnRender(output);

    protected override void OnDispose(bool disposing) => base.OnDispose(disposing);

    protected virtual void OnSetToken(EffectConfigToken? newToken)
    {
    }

    protected virtual void OnInitializeRenderInfo(IBitmapEffectRenderInfo renderInfo)
    {
    }

    protected abstract void OnRender(IBitmapEffectOutput output);
}
