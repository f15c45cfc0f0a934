namespace Enlarger.Tests.Support.Devices;

/// <summary>A clock that stands still until somebody lets all that is waited for be over.</summary>
internal sealed class StoppedTime : TimeProvider
{
    private readonly List<Alarm> _alarms = [];
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Lets time pass that nobody waits for.</summary>
    public void Pass(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    /// <summary>Lets the time of whoever waits now be over.</summary>
    public void RunOut()
    {
        List<Alarm> due;
        lock (_alarms) due = [.. _alarms];
        foreach (Alarm alarm in due) alarm.Ring();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        lock (_alarms) _alarms.Add(alarm);
        return alarm;
    }

    private sealed class Alarm(StoppedTime time, TimerCallback callback, object? state) : ITimer
    {
        public void Ring() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            lock (time._alarms) time._alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
