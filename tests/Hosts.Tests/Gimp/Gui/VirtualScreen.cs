using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using Enlarger.Imaging;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp.Gui;

/// <summary>
/// A screen that lies in memory, with its mouse and keyboard. Nothing manages its windows: they have no frames, and keys go to the one
/// that they are given to.
/// </summary>
internal sealed class VirtualScreen : IDisposable
{
    /// <summary>The programs that it needs.</summary>
    public static readonly string[] Programs = ["Xvfb", "xdotool"];

    private const int Width = 1280, Height = 900, BytesPerPixel = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _server;
    private readonly string _file;

    private VirtualScreen(Process server, string display, string file) => (_server, Display, _file) = (server, display, file);

    /// <summary>What programs call it.</summary>
    public string Display { get; }

    /// <summary>Everything that it shows.</summary>
    public static PixelArea All { get; } = new(0, 0, Width, Height);

    /// <summary>Starts one.</summary>
    /// <param name="folder">An empty folder for its memory.</param>
    public static VirtualScreen Start(string folder)
    {
        string[] arguments = ["-displayfd", "1", "-screen", "0", $"{Width}x{Height}x24", "-fbdir", folder, "-nolisten", "tcp"];
        Process server = Process.Start(new ProcessStartInfo("Xvfb", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string display = ":" + int.Parse(server.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        return new VirtualScreen(server, display, Path.Combine(folder, "Xvfb_screen0"));
    }

    /// <summary>What a part of it shows now, as rgb8.</summary>
    public Raster Shoot(PixelArea area)
    {
        // An X window dump, which is the server's memory itself.
        using FileStream file = new(_file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] dump = new byte[file.Length];
        file.ReadExactly(dump);
        int rowBytes = Number(12), pixels = Number(0) + (12 * Number(19));
        byte[] rgb = new byte[area.Width * area.Height * 3];
        for (int y = 0, to = 0; y < area.Height; y++)
        {
            int from = pixels + ((area.Y + y) * rowBytes) + (area.X * BytesPerPixel);
            for (int x = 0; x < area.Width; x++, from += BytesPerPixel, to += 3) (rgb[to], rgb[to + 1], rgb[to + 2]) = (dump[from + 2], dump[from + 1], dump[from]);
        }

        return new Raster(new PixelSize(area.Width, area.Height), PixelFormat.Parse("rgb8"), rgb);

        int Number(int index) => BinaryPrimitives.ReadInt32BigEndian(dump.AsSpan(index * sizeof(int)));
    }

    /// <summary>Keeps what it shows for who reads the tests' results.</summary>
    /// <param name="name">The name of the file, without its ending.</param>
    public void Keep(string name) => TestContext.AddTestAttachment(Shoot(All).Save(Screenshots.File(name)));

    /// <summary>The windows that are seen and whose name matches.</summary>
    /// <param name="name">A regular expression.</param>
    public ScreenWindow[] Windows(string name)
    {
        // One that vanishes in between is reported as an error, and is not there.
        List<ScreenWindow> windows = [];
        foreach (string id in Run("search", "--onlyvisible", "--name", name).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Dictionary<string, string> geometry = Run("getwindowgeometry", "--shell", id).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
            if (geometry.ContainsKey("HEIGHT")) windows.Add(new ScreenWindow(id, new PixelArea(Of("X"), Of("Y"), Of("WIDTH"), Of("HEIGHT"))));

            int Of(string key) => int.Parse(geometry[key], CultureInfo.InvariantCulture);
        }

        return [.. windows];
    }

    /// <summary>Gives the keyboard to a window.</summary>
    public void Focus(ScreenWindow window) => Run("windowfocus", "--sync", window.Id);

    /// <summary>Presses keys, one after another.</summary>
    public void Press(params string[] keys) => Run(["key", "--clearmodifiers", .. keys]);

    /// <summary>Types a text.</summary>
    public void Type(string text) => Run("type", text);

    /// <summary>Moves the mouse to where it is in nobody's way.</summary>
    public void PutMouseAway() => Run("mousemove", Text(Width - 1), Text(Height - 1));

    /// <summary>Clicks.</summary>
    public void Click(int x, int y) => Run("mousemove", Text(x), Text(y), "click", "1");

    /// <summary>Takes hold of what is at a place and moves it.</summary>
    public void Drag(int x, int y, int byX, int byY) =>
        Run("mousemove", Text(x), Text(y), "mousedown", "1", "mousemove", Text(x + (byX / 2)), Text(y + (byY / 2)), "mousemove", Text(x + byX), Text(y + byY), "mouseup", "1");

    /// <inheritdoc/>
    public void Dispose()
    {
        _server.Kill();
        _server.WaitForExit();
        _server.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string Run(params string[] arguments) => ProcessRun.Of("xdotool", arguments, Patience, null, ("DISPLAY", Display)).Output;
}
