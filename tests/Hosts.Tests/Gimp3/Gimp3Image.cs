using System.Globalization;
using Enlarger.Filters;
using Enlarger.Imaging.Color;
using Enlarger.Tests.Gimp;
using Enlarger.Tests.Gimp.Xcf;
using Enlarger.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Enlarger.Tests.Gimp3;

/// <summary>An image in GIMP 3.</summary>
/// <param name="Gimp">GIMP.</param>
/// <param name="Id">The image's number.</param>
internal sealed record Gimp3Image(Gimp3Session Gimp, int Id)
{
    /// <summary>What the samples of its layers mean.</summary>
    public ColorEncoding Encoding => ColorEncoding.OfProfile(Convert.FromHexString((string)Evaluate("encoding(image)")!))!;

    /// <summary>Makes one of a picture in floats.</summary>
    /// <param name="gimp">GIMP.</param>
    /// <param name="folder">A folder for files that it reads.</param>
    /// <param name="picture">The picture: the samples are those of the image, of its curve and colours.</param>
    /// <param name="precision">As GIMP's constants are called: U8_NON_LINEAR.</param>
    /// <param name="profile">What GIMP has to make a colour profile; none if it is empty.</param>
    public static Gimp3Image Make(Gimp3Session gimp, Folder folder, Raster picture, string precision, string profile = "")
    {
        string model = (picture.Format.IsGray ? "Y" : "RGB") + (picture.Format.HasAlpha ? "A" : "");
        string file = folder.Write($"{Guid.NewGuid():N}.raw", picture.Pixels);
        string call = string.Create(CultureInfo.InvariantCulture, $"picture({Gimp3Session.Quote(file)}, {picture.Size.Width}, {picture.Size.Height}, '{model}', '{precision}', '{profile}')");
        return new Gimp3Image(gimp, (int)gimp.Evaluate(call));
    }

    /// <summary>Evaluates Python in which "image" is the image and "layer" its lowest layer.</summary>
    public JToken Evaluate(string python)
    {
        Gimp.Evaluate(string.Create(CultureInfo.InvariantCulture, $"image = Gimp.Image.get_by_id({Id}); layer = image.get_layers()[-1]"));
        return Gimp.Evaluate(python);
    }

    /// <summary>The image with everything in it as GIMP saves it.</summary>
    public XcfImage Snapshot()
    {
        string path = Path.Combine(Path.GetTempPath(), $"enlarger {Guid.NewGuid():N}.xcf");
        try
        {
            Evaluate($"save(image, {Gimp3Session.Quote(path)})");
            return XcfReader.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Runs a command of Enlarger's over what is chosen.</summary>
    /// <param name="command">The command.</param>
    /// <param name="settings">The values of its parameters.</param>
    /// <param name="output">Where the result goes; as it usually does if that is left open.</param>
    /// <returns>The image that GIMP gives back.</returns>
    public Gimp3Image Run(GimpCommand command, FilterSettings settings, string? output = null)
    {
        IEnumerable<string> values = Core.Filter(command.FilterId).Parameters
            .Where(parameter => parameter is not AreaParameter && (parameter.Id != "scale" || command.Scale is null))
            .Select(parameter => $"{parameter.Id.Replace('-', '_')}={Value(parameter, settings)}");
        string call = string.Join(", ", [$"command('{command.Name}', image", .. values, .. output is null ? (string[])[] : [$"output='{output}'"]]);
        return new Gimp3Image(Gimp, (int)Evaluate(call + ")"));
    }

    private static string Value(FilterParameter parameter, FilterSettings settings) => parameter switch
    {
        ChoiceParameter => Gimp3Session.Quote(settings.Choice(parameter.Id)),
        SwitchParameter => settings.Switch(parameter.Id) ? "True" : "False",
        _ => settings.Integer(parameter.Id).ToString(CultureInfo.InvariantCulture),
    };
}
