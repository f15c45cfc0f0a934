using System.Text.RegularExpressions;

namespace Enlarger.CommandLine.Hosts.Gimp;

/// <summary>A GIMP that is installed.</summary>
/// <param name="version">Its version, as a profile's folder is called.</param>
/// <param name="words">The words that start it.</param>
/// <param name="start">How it starts programs.</param>
/// <param name="isFromFlatpak">Whether it lives in Flatpak's sandbox.</param>
internal sealed class GimpEditor(string version, IReadOnlyList<string> words, ProgramStart start, bool isFromFlatpak)
{
    /// <summary>What people call it.</summary>
    public string Name => isFromFlatpak ? $"GIMP {version} from Flatpak" : $"GIMP {version}";

    /// <summary>Its version, as a profile's folder is called.</summary>
    public string Version => version;

    /// <summary>How it starts programs.</summary>
    public ProgramStart Start => start;

    /// <summary>The GIMP that the system or the user has installed as that program; null if it is of another series.</summary>
    public static GimpEditor? Installed(GimpSeries series, string gimp, CancellationToken cancellation) =>
        VersionOf(series, [gimp], cancellation) is { } version ? new GimpEditor(version, [gimp], ProgramStart.By("GIMP"), isFromFlatpak: false) : null;

    /// <summary>The GIMP from Flatpak; null if there is none, or one of another series.</summary>
    public static GimpEditor? FromFlatpak(GimpSeries series, FlatpakApplication application, CancellationToken cancellation) =>
        application.Flatpak is { } flatpak && VersionOf(series, application.Words(flatpak), cancellation) is { } version
            ? new GimpEditor(version, application.Words(flatpak), ProgramStart.Inside("GIMP", flatpak, application), isFromFlatpak: true)
            : null;

    /// <summary>Lets GIMP make its profile.</summary>
    public void MakeProfile(GimpSeries series, CancellationToken cancellation) => ProgramRun.Of([.. words, .. series.FirstStart], cancellation);

    private static string? VersionOf(GimpSeries series, IReadOnlyList<string> words, CancellationToken cancellation)
    {
        try
        {
            Match version = series.Version.Match(ProgramRun.Of([.. words, "--version"], cancellation).Output);
            return version.Success ? version.Groups[1].Value : null;
        }
        catch (EnlargerException)
        {
            // What does not even start is no GIMP.
            return null;
        }
    }
}
