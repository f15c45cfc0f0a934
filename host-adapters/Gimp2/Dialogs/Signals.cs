using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Enlarger.Gimp2.Native;

namespace Enlarger.Gimp2.Dialogs;

/// <summary>
/// Lets GTK call .NET: on signals of widgets, and on its own thread what another thread asks for. An exception may not pass through GTK; the
/// first one is kept for whoever runs the dialog.
/// </summary>
internal static unsafe class Signals
{
    private const int After = 1;

    private static readonly List<Action> Handlers = [];
    private static readonly List<Action<nint>> EventHandlers = [];
    private static readonly ConcurrentQueue<Action> Posted = new();

    /// <summary>The first exception in a handler, if there was one.</summary>
    public static Exception? Failure { get; private set; }

    /// <summary>Calls a handler, for as long as the program runs, when a widget sends a signal that has no arguments.</summary>
    public static void Connect(nint widget, string signal, Action handler)
    {
        Handlers.Add(handler);
        LibGtk.g_signal_connect_data(widget, signal, (delegate* unmanaged[Cdecl]<nint, nint, void>)&Signal, Handlers.Count - 1, 0, 0);
    }

    /// <summary>The same for a signal that has an event, which is given to the handler; the widget does with it what it does, and the handler comes after.</summary>
    public static void ConnectEvent(nint widget, string signal, Action<nint> handler)
    {
        EventHandlers.Add(handler);
        LibGtk.g_signal_connect_data(widget, signal, (delegate* unmanaged[Cdecl]<nint, nint, nint, int>)&Event, EventHandlers.Count - 1, 0, After);
    }

    /// <summary>Calls an action on GTK's thread, soon. Any thread may ask.</summary>
    public static void Post(Action action)
    {
        Posted.Enqueue(action);
        LibGtk.g_idle_add(&Idle, 0);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Signal(nint widget, nint handler) => Call(Handlers[(int)handler]);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Event(nint widget, nint details, nint handler)
    {
        Call(() => EventHandlers[(int)handler](details));
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Idle(nint data)
    {
        if (Posted.TryDequeue(out Action? action)) Call(action);
        return 0;
    }

    private static void Call(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            Failure ??= exception;
        }
    }
}
