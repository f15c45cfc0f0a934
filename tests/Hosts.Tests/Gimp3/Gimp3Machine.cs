using Enlarger.Tests.Gimp;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp3;

/// <summary>A GIMP 3 without windows that all tests share, with the plug-in that was installed into it.</summary>
internal static class Gimp3Machine
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static Folder? _folder;
    private static Gimp3Session? _session;

    /// <summary>The folder with the programs that start GIMP.</summary>
    public static string Programs => _folder!["programs"];

    /// <summary>The folder of the plug-in as it was installed.</summary>
    public static string PlugIn => Path.Combine(_folder!["profile"], "plug-ins", "enlarger-gimp3");

    /// <summary>GIMP, a new one if a test has killed the last.</summary>
    public static Gimp3Session Session
    {
        get
        {
            if (_session is { IsAlive: true }) return _session;
            _session?.Dispose();
            string folder = _folder![$"session {Guid.NewGuid():N}"];
            return _session = Gimp3Session.Start(Gimp3Folder.Console, folder);
        }
    }

    /// <summary>Makes what is shared, and installs the plug-in; GIMP itself starts when it is first asked.</summary>
    public static void Make()
    {
        _folder = new Folder();
        Directory.CreateDirectory(Programs);
        Gimp3Folder.MakePrograms(Programs);
        GimpMachine.Make();
        ProcessRun installed = ProcessRun.Of(
            RealProgram.Path, ["install", "gimp3"], Patience, null, ("PATH", $"{Programs}:/usr/bin:/bin:/usr/sbin:/sbin"), ("GIMP3_DIRECTORY", _folder["profile"]), ("HOME", _folder.Path), ("DISPLAY", null));
        Assert.That(installed.ExitCode, Is.Zero, installed.Error);
    }

    /// <summary>Ends GIMP.</summary>
    public static void Remove()
    {
        _session?.Dispose();
        _session = null;
        _folder?.Dispose();
        GimpMachine.Remove();
    }
}
