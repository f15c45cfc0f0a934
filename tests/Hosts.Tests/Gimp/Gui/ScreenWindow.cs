using Enlarger.Imaging;

namespace Enlarger.Tests.Gimp.Gui;

/// <summary>A window, menus and messages among them.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Area">Where it is on the screen.</param>
internal sealed record ScreenWindow(string Id, PixelArea Area);
