using System.Collections.Concurrent;

namespace Enlarger.Tests.Gimp3;

/// <summary>Looks again and again, until it is disposed of, at the plug-in's process and at the engine that it has started.</summary>
internal sealed class EngineWatch : IDisposable
{
    private const string PlugIn = "enlarger-gimp3.py", Engine = "program/enlarger";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<int, LinuxProcess> _engines = [];
    private readonly Task _watching;

    /// <summary>Begins to look.</summary>
    /// <param name="gimp">GIMP's process.</param>
    /// <param name="look">What is done with each plug-in process that is found, again and again.</param>
    /// <param name="lookAtEngine">What is done with each engine.</param>
    public EngineWatch(int gimp, Action<LinuxProcess> look, Action<LinuxProcess>? lookAtEngine = null) => _watching = Task.Run(() =>
    {
        while (!_ending.Token.WaitHandle.WaitOne(Pause))
        {
            foreach (LinuxProcess plugIn in PlugInsOf(gimp))
            {
                foreach (LinuxProcess engine in plugIn.Children.Where(child => child.Command.Contains(Engine, StringComparison.Ordinal)))
                {
                    _engines[engine.Id] = engine;
                    lookAtEngine?.Invoke(engine);
                }

                look(plugIn);
            }
        }
    });

    /// <summary>The engines seen.</summary>
    public IEnumerable<LinuxProcess> Engines => _engines.Values;

    /// <summary>The plug-in's processes that GIMP has started.</summary>
    public static IEnumerable<LinuxProcess> PlugInsOf(int gimp) => new LinuxProcess(gimp).Children.Where(child => child.Command.Contains(PlugIn, StringComparison.Ordinal));

    /// <inheritdoc/>
    public void Dispose()
    {
        _ending.Cancel();
        _watching.Wait();
        _ending.Dispose();
    }
}
