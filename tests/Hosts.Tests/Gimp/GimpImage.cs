using System.Globalization;
using Enlarger.Filters;
using Enlarger.Imaging.Color;
using Enlarger.Tests.Gimp.Xcf;

namespace Enlarger.Tests.Gimp;

/// <summary>An image in GIMP.</summary>
/// <param name="Gimp">GIMP.</param>
/// <param name="Id">The image's number.</param>
internal sealed record GimpImage(GimpSession Gimp, int Id)
{
    /// <summary>The number of the active layer, mask or channel.</summary>
    public int Drawable => Gimp.Number($"(gimp-image-get-active-drawable {Id})");

    /// <summary>What the samples of its layers mean: the profile that it has or that GIMP assumes.</summary>
    public ColorEncoding Encoding
    {
        get
        {
            double[] profile = Gimp.Numbers($"(gimp-image-get-effective-color-profile {Id})");
            Assert.That(profile, Has.Length.EqualTo(1 + (int)profile[0]));
            return ColorEncoding.OfProfile([.. profile.Skip(1).Select(value => (byte)value)])!;
        }
    }

    /// <summary>Loads a file.</summary>
    public static GimpImage Load(GimpSession gimp, string path) =>
        new(gimp, gimp.Number($"(gimp-file-load RUN-NONINTERACTIVE {GimpSession.Quote(path)} {GimpSession.Quote(path)})"));

    /// <summary>Evaluates a script in which "image" is the image and "drawable" its active drawable.</summary>
    public string Evaluate(string script) => Gimp.Evaluate($"(let* ((image {Id}) (drawable (car (gimp-image-get-active-drawable image)))) {script})");

    /// <inheritdoc cref="GimpSession.Numbers"/>
    public double[] Numbers(string script) => Gimp.Numbers($"(let* ((image {Id}) (drawable (car (gimp-image-get-active-drawable image)))) {script})");

    /// <summary>The image with everything in it as GIMP saves it.</summary>
    public XcfImage Snapshot()
    {
        string path = Save();
        try
        {
            return XcfReader.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Saves it and loads it again as another image.</summary>
    public GimpImage SaveAndLoad()
    {
        string path = Save();
        try
        {
            return Load(Gimp, path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Runs a command of Enlarger's.</summary>
    /// <param name="command">The command.</param>
    /// <param name="settings">The values of its parameters.</param>
    /// <param name="isNew">Whether the result is to be a new image.</param>
    /// <param name="drawable">What to work on, if not the active drawable.</param>
    /// <returns>The image that GIMP gives back.</returns>
    public GimpImage Run(GimpCommand command, FilterSettings settings, bool isNew = false, int? drawable = null) => new(Gimp, Gimp.Number(command.Call(Id, drawable ?? Drawable, isNew, settings)));

    private string Save()
    {
        string path = Path.Combine(Path.GetTempPath(), $"enlarger {Guid.NewGuid():N}.xcf");
        Gimp.Evaluate(string.Create(CultureInfo.InvariantCulture, $"(gimp-xcf-save RUN-NONINTERACTIVE {Id} {Drawable} {GimpSession.Quote(path)} {GimpSession.Quote(path)})"));
        return path;
    }
}
