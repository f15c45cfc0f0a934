using FakePaintDotNet.Lending;
using PaintDotNet.Effects;
using PaintDotNet.Rendering;

namespace FakePaintDotNet.Rendering;

/// <summary>Renders an effect as Paint.NET does: by tiles, on several threads, and is given up as soon as it is cancelled.</summary>
internal sealed class FakeRendering : IDisposable
{
    private const byte Unwritten = 0xCD;
    private readonly Ledger _ledger;
    private readonly FakeDocument _document;
    private readonly BitmapEffect _effect;
    private readonly FakeRun _run;
    private readonly CancellationTokenSource _cancellation;
    private readonly FakeRenderInfo _info = new();
    private readonly byte[] _rendered;
    private readonly Lock _lock = new();
    private readonly List<double> _progress = [];
    private Exception? _exception;

    public FakeRendering(Ledger ledger, FakeDocument document, BitmapEffect effect, FakeRun run)
    {
        (_ledger, _document, _effect, _run) = (ledger, document, effect, run);
        _rendered = new byte[document.Width * document.Height * 4];
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(run.Cancellation);
    }

    public Exception? Exception => _exception;

    public bool IsCancelled => _cancellation.IsCancellationRequested;

    /// <summary>Whether all of it was rendered.</summary>
    public bool IsComplete { get; private set; }

    public IReadOnlyList<double> Progress
    {
        get
        {
            lock (_lock) return [.. _progress];
        }
    }

    public void Cancel() => _cancellation.Cancel();

    public void Render(EffectConfigToken? token)
    {
        try
        {
            _effect.HostCancellation = _cancellation.Token;
            if (_effect.RenderInfo is null)
            {
                _effect.InitializeRenderInfo(_info);
                _effect.RenderInfo = _info;
            }

            _effect.SetToken(token);
            RenderTiles(_effect.RenderInfo);
            IsComplete = !IsCancelled && _exception is null;
        }
        catch (OperationCanceledException) when (IsCancelled)
        {
            // Paint.NET asked for it.
        }
        catch (Exception exception)
        {
            _exception ??= exception;
        }
    }

    /// <summary>The layer as it is now: what was rendered where all is selected, the layer as it was where nothing is, blended by the mask between.</summary>
    public byte[] Committed(byte[] before)
    {
        bool whole = _effect.RenderInfo!.Flags.HasFlag(BitmapEffectRenderingFlags.DisableSelectionClipping);
        byte[] after = [.. before];
        for (int i = 0; i < after.Length; i += 4)
        {
            int coverage = whole ? 255 : _document.Coverage(i / 4 % _document.Width, i / 4 / _document.Width);
            Blend(after.AsSpan(i, 4), _rendered.AsSpan(i, 4), coverage);
        }

        return after;
    }

    public void Dispose() => _cancellation.Dispose();

    private static void Blend(Span<byte> pixel, ReadOnlySpan<byte> rendered, int coverage)
    {
        if (coverage == 255) rendered.CopyTo(pixel);
        if (coverage is 0 or 255) return;

        // Colours count as much as they are seen.
        double share = coverage / 255.0;
        double under = pixel[3] * (1 - share);
        double over = rendered[3] * share;
        double alpha = under + over;
        for (int c = 0; c < 3 && alpha > 0; c++) pixel[c] = (byte)Math.Round(((pixel[c] * under) + (rendered[c] * over)) / alpha);
        pixel[3] = (byte)Math.Round(alpha);
    }

    private void RenderTiles(IBitmapEffectRenderInfo info)
    {
        bool whole = info.Flags.HasFlag(BitmapEffectRenderingFlags.DisableSelectionClipping);
        RectInt32 area = whole ? new RectInt32(0, 0, _document.Width, _document.Height) : _document.Bounds;
        RectInt32[] tiles = Tiles.Of(area, info.Schedule, new Random(_run.Seed));
        bool alone = info.Flags.HasFlag(BitmapEffectRenderingFlags.SingleThreaded) || info.Schedule == BitmapEffectRenderingSchedule.None;
        int next = 0;
        if (info.Flags.HasFlag(BitmapEffectRenderingFlags.FirstTileIsRenderedWithBarrier) && tiles.Length > 0) RenderTile(tiles[next++], tiles.Length, info);
        Thread[] threads = [.. Enumerable.Range(0, alone ? 1 : _run.Threads).Select(_ => new Thread(Work))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();

        void Work()
        {
            try
            {
                while (!IsCancelled && _exception is null)
                {
                    int tile = Interlocked.Increment(ref next) - 1;
                    if (tile >= tiles.Length) return;
                    RenderTile(tiles[tile], tiles.Length, info);
                }
            }
            catch (OperationCanceledException) when (IsCancelled)
            {
                // Paint.NET asked for it.
            }
            catch (Exception exception)
            {
                lock (_lock) _exception ??= exception;
            }
        }
    }

    private void RenderTile(RectInt32 tile, int count, IBitmapEffectRenderInfo info)
    {
        var output = new FakeOutput(_ledger, tile, info.Flags.HasFlag(BitmapEffectRenderingFlags.UninitializedOutputBuffer) ? Unwritten : (byte)0);
        _effect.Render(output);
        lock (_lock)
        {
            output.Finish(_rendered, _document.Width);
            _progress.Add((_progress.Count + 1.0) / count);
            if (_progress.Count == _run.CancelAfterTiles) Cancel();
        }
    }
}
