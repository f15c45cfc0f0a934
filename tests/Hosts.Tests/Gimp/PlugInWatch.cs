namespace Enlarger.Tests.Gimp;

/// <summary>Looks again and again, until it is disposed of, at the plug-in's process that GIMP has started.</summary>
internal sealed class PlugInWatch : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _ending = new();
    private readonly Task _watching;

    /// <summary>Begins to look.</summary>
    /// <param name="gimp">GIMP.</param>
    /// <param name="look">What is done with each plug-in process that is found, again and again.</param>
    public PlugInWatch(GimpSession gimp, Action<PlugInProcess> look) => _watching = Task.Run(() =>
    {
        while (!_ending.Token.WaitHandle.WaitOne(Pause))
        {
            foreach (PlugInProcess plugIn in PlugInProcess.Of(gimp)) look(plugIn);
        }
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        _ending.Cancel();
        _watching.Wait();
        _ending.Dispose();
    }
}
