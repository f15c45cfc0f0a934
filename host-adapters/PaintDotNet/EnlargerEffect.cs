using System.Runtime.ExceptionServices;
using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.PaintDotNet.Dialogs;
using Enlarger.PaintDotNet.Work;
using PaintDotNet.Effects;
using PaintDotNet.Imaging;
using PaintDotNet.Rendering;

namespace Enlarger.PaintDotNet;

/// <summary>
/// A command of the menu Effects > Enlarger. Its dialog does the work and closes when the result is there; what is left to do here is to hand
/// Paint.NET the tiles it asks for. "Repeat" comes without a dialog: then the work is done here, once, and the tiles wait for it from the top down,
/// so that Paint.NET's own bar shows how far it is. Paint.NET blends by the selection, and drops everything if it is cancelled.
/// </summary>
public abstract class EnlargerEffect : BitmapEffect<EnlargerToken>
{
    private const string Submenu = "Enlarger";

    private readonly MenuCommand _command;
    private readonly Lock _gate = new();
    private bool _isPrepared;
    private EnlargerToken? _token;
    private Rendition? _rendition;
    private ExceptionDispatchInfo? _failure;

    // Of a rendition that is made here.
    private Session? _session;
    private CancellationTokenRegistration _registration;

    private protected EnlargerEffect(string id)
        : this(MenuCommand.All.First(command => command.Id == id))
    {
    }

    private EnlargerEffect(MenuCommand command)
        : base(command.Name, Submenu, BitmapEffectOptions.Create() with { IsConfigurable = true }) => _command = command;

    /// <inheritdoc/>
    protected override IEffectConfigForm OnCreateConfigForm()
    {
        var session = new Session(_command, Services, Environment);
        try
        {
            return new EnlargerForm(session, Services);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override void OnInitializeRenderInfo(IBitmapEffectRenderInfo renderInfo)
    {
        // The values as they are stored: a floating-point format would be linear light, converted there and back.
        renderInfo.OutputPixelFormat = PixelFormats.Bgra32;
        renderInfo.Schedule = BitmapEffectRenderingSchedule.HorizontalStrips;
        base.OnInitializeRenderInfo(renderInfo);
    }

    /// <inheritdoc/>
    protected override void OnSetToken(EnlargerToken? newToken)
    {
        lock (_gate)
        {
            Drop();
            _token = newToken;
        }

        base.OnSetToken(newToken);
    }

    /// <inheritdoc/>
    protected override unsafe void OnRender(IBitmapEffectOutput output)
    {
        RectInt32 bounds = output.Bounds;
        var area = new PixelArea(bounds.X, bounds.Y, bounds.Width, bounds.Height);
        using IBitmapLock<ColorBgra32> target = output.LockBgra32();
        byte* pixels = (byte*)target.Buffer;
        try
        {
            if (Prepare() is { } rendition)
            {
                rendition.Copy(area, pixels, target.BufferStride, CancellationToken);
            }
            else
            {
                using LayerPixels layer = new HostPicture(Environment).Source();
                layer.Read(area, pixels, target.BufferStride);
            }
        }
        catch (OperationCanceledException) when (IsCancelRequested)
        {
            // Paint.NET drops what was rendered, and waits only for this to return. Any other exception it shows, and drops everything too.
        }
    }

    /// <inheritdoc/>
    protected override void OnDispose(bool disposing)
    {
        if (disposing)
        {
            lock (_gate)
            {
                Drop();

                // Paint.NET keeps the token for as long as it runs, and a picture with it.
                _token?.Result?.Dispose();
            }
        }

        base.OnDispose(disposing);
    }

    // Tiles are rendered on several threads, of which the first does this and the others wait.
    private Rendition? Prepare()
    {
        lock (_gate)
        {
            // Nothing is begun for tiles that come late.
            CancellationToken.ThrowIfCancellationRequested();

            // Rendering was cancelled and is wanted again.
            if (_session is not null && _rendition is { Work.IsCancelled: true }) Drop();
            if (!_isPrepared && _token is { IsConfirmed: true, AllLayers: false } token) Prepare(token);

            // Every tile fails as the first did, so that none looks finished.
            _failure?.Throw();
            return _rendition;
        }
    }

    private void Prepare(EnlargerToken token)
    {
        try
        {
            bool isMade = token.Result?.IsOf(new HostPicture(Environment), CancellationToken) == true;
            _rendition = isMade ? token.Result : Begin(token);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
        }

        _isPrepared = true;
    }

    private Rendition Begin(EnlargerToken token)
    {
        _session = new Session(_command, Services, Environment);
        FilterSettings settings = token.Settings ?? _session.Last;
        if (!_session.StaysInPlace(settings))
        {
            throw new EnlargerException(
                ErrorKind.Usage, $"{_command.Name} makes a picture of another size of this one: choose it from the menu, where you say what becomes of it.");
        }

        Rendition rendition = _session.Render(settings);
        _registration = CancellationToken.Register(rendition.Work.Cancel);
        return rendition;
    }

    private void Drop()
    {
        _registration.Unregister();
        if (_session is not null) _rendition?.Dispose();
        _session?.Dispose();
        (_session, _rendition, _failure, _isPrepared) = (null, null, null, false);
    }
}
