namespace Enlarger.CommandLine.Progress;

/// <summary>
/// How far a batch has come and how long it will take, by pixels: a picture that nobody has opened yet counts as the average of those
/// that were enlarged.
/// </summary>
/// <param name="count">The pictures.</param>
/// <param name="now">The time since any moment.</param>
internal sealed class BatchPace(int count, Func<TimeSpan> now)
{
    private int _ended;
    private int _enlarged;
    private double _donePixels;
    private double _pixels;
    private double _part;
    private TimeSpan _worked;
    private TimeSpan _begun;

    /// <summary>The pictures that are over, one way or another.</summary>
    public int Ended => _ended;

    /// <summary>The finished part of the work, 0..1.</summary>
    public double Part => Total is var total and > 0 ? DonePixels / total : (double)_ended / count;

    /// <summary>The time left for all pictures, or null as long as nothing tells.</summary>
    public TimeSpan? Left => DonePixels is var done and > 0 ? (_worked + Elapsed) * ((Total - done) / done) : null;

    /// <summary>The time left for this picture, or null as long as nothing tells.</summary>
    public TimeSpan? LeftOfPicture => _part > 0 ? Elapsed * ((1 - _part) / _part) : null;

    private TimeSpan Elapsed => _pixels > 0 ? now() - _begun : TimeSpan.Zero;

    private double DonePixels => _donePixels + (_pixels * _part);

    private double Total
    {
        get
        {
            int known = _enlarged + (_pixels > 0 ? 1 : 0);
            if (known == 0) return 0;

            int unknown = count - _ended - (_pixels > 0 ? 1 : 0);
            double pixels = _donePixels + _pixels;
            return pixels + (unknown * pixels / known);
        }
    }

    /// <summary>The work on a picture of so many pixels begins.</summary>
    public void Begin(double pixels) => (_pixels, _part, _begun) = (pixels, 0, now());

    /// <summary>So much of it is done, 0..1.</summary>
    public void Report(double part) => _part = part;

    /// <summary>A picture is over: enlarged if its work was finished, else without effect on the pace.</summary>
    public void End(bool isEnlarged)
    {
        _ended++;
        if (isEnlarged)
        {
            _enlarged++;
            _donePixels += _pixels;
            _worked += Elapsed;
        }

        (_pixels, _part) = (0, 0);
    }
}
