using Enlarger.Imaging;
using Enlarger.Inference;

namespace Enlarger.Tiling;

/// <summary>
/// Runs a generator over a picture, tile by tile. The calling thread reads, prepares, finishes and writes tiles while another one
/// generates, so that a slow source or sink costs nothing as long as it keeps up with the generator. Of the picture there are never
/// more than the rows of one row of tiles in memory, and a few tiles as floats.
/// </summary>
/// <param name="generator">What enlarges a tile.</param>
/// <param name="scale">Result pixels per source pixel; the generator's scale is a multiple of it.</param>
/// <param name="plan">The tiles.</param>
/// <param name="operations">The flavour of pixel work.</param>
/// <param name="pool">Memory, which may be kept from picture to picture.</param>
/// <param name="finishing">What is done to the generator's work; nothing if null.</param>
internal sealed class TileRun(IGenerator generator, int scale, TilePlan plan, IPixelOperations operations, PlanePool pool, Finishing? finishing = null)
{
    // Tiles that are prepared before the oldest one is finished: enough for the generator never to wait.
    private const int Ahead = 2;

    private readonly Finishing _finishing = finishing ?? Finishing.None;

    /// <summary>How many tiles there are.</summary>
    public int Tiles => plan.Columns * plan.Rows;

    /// <summary>Enlarges the part of a picture that is planned.</summary>
    public void Run(IPixelSource source, IPixelSink sink, IProgress<double>? progress, CancellationToken cancellation)
    {
        foreach (int finished in Steps(source, sink, cancellation)) progress?.Report((double)finished / Tiles);
    }

    /// <summary>The same step by step, so that somebody else can decide when the next rows are made.</summary>
    /// <returns>How many tiles are finished, after each; what is left undone stops when the enumeration is disposed of.</returns>
    public IEnumerable<int> Steps(IPixelSource source, IPixelSink sink, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reader = new TileReader(source, plan, _finishing.NeedsColor, operations, pool);
        var finisher = new TileFinisher(scale, _finishing, operations, pool);
        using var blender = new TileBlender(plan, scale, operations, pool);
        var writer = new StripWriter(sink, plan, scale, operations);
        var underWay = new Queue<(PreparedTile Tile, Task<FloatPlanes?> Output)>();
        Task last = Task.CompletedTask;
        int finished = 0;
        try
        {
            foreach (Tile tile in plan.Tiles)
            {
                cancellation.ThrowIfCancellationRequested();
                PreparedTile prepared = reader.Read(tile);

                // One at a time and in order: a generator uses every core, and two tiles of it would need twice the memory.
                Task<FloatPlanes?> output = last.ContinueWith(_ => Generate(prepared, stop.Token), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                underWay.Enqueue((prepared, output));
                last = output;
                if (underWay.Count <= Ahead) continue;
                FinishOldest();
                yield return ++finished;
            }

            while (underWay.Count > 0)
            {
                FinishOldest();
                yield return ++finished;
            }
        }
        finally
        {
            // After an error nothing may go on behind the caller's back.
            stop.Cancel();
            foreach ((PreparedTile tile, Task<FloatPlanes?> output) in underWay)
            {
                ((IAsyncResult)output).AsyncWaitHandle.WaitOne();
                if (output.IsCompletedSuccessfully) output.Result?.Dispose();
                tile.Dispose();
            }
        }

        void FinishOldest()
        {
            (PreparedTile tile, Task<FloatPlanes?> task) = underWay.Peek();
            using FloatPlanes? output = task.GetAwaiter().GetResult();
            using FloatPlanes result = finisher.Finish(tile, output);
            PixelArea done = blender.Blend(tile.Tile, result);
            PixelArea wanted = done.Intersect(plan.Part);
            using FloatPlanes? alpha = tile.Alpha is null || !sink.Format.HasAlpha || wanted is { Width: 0 } or { Height: 0 } ? null : finisher.Alpha(tile, wanted);
            writer.Add(tile.Tile, done, result, alpha);
            underWay.Dequeue().Tile.Dispose();
        }
    }

    private FloatPlanes? Generate(PreparedTile tile, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return tile.Input is { } input ? generator.Run(input, pool, cancellation) : null;
    }
}
