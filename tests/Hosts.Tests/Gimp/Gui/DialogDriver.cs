using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Previews;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp.Gui;

/// <summary>
/// Sets the controls of a command's dialog by keys and looks at its preview. Where the controls are follows from what the filter declares;
/// the pictures are found on the screen.
/// </summary>
internal sealed class DialogDriver
{
    /// <summary>The control for where the result goes.</summary>
    public const string Output = "output";

    /// <summary>Its values, in the order of the list.</summary>
    public const string InPlace = "in place", NewImage = "new image";

    private const int LargestThumbnail = 120, LongestSlider = 200, LargestStep = 2;
    private const string Automatic = "auto";

    // From the picture after: below the last control.
    private const int SentenceFromLeft = 90, SentenceFromTop = 30;

    private static readonly PixelSize View = new(300, 300), SentenceSize = new(330, 100);

    private readonly GimpScreen _gui;
    private readonly IFilter _filter;
    private readonly Raster _picture;
    private readonly GimpImage _image;
    private readonly PixelArea _part;
    private readonly string _title;
    private readonly Dictionary<string, string> _shown;
    private readonly PixelArea _before;
    private readonly PixelArea _after;
    private readonly PixelArea _whole;
    private int _focus;

    private DialogDriver(GimpScreen gui, GimpCommand command, GimpImage image)
    {
        _gui = gui;
        _image = image;
        _filter = Core.Filter(command.FilterId);
        _picture = image.Snapshot().Layers[0].Pixels.ToRaster();
        double[] bounds = image.Numbers("(cdr (gimp-drawable-mask-intersect drawable))");
        _part = new PixelArea((int)bounds[0], (int)bounds[1], (int)bounds[2], (int)bounds[3]);
        _title = $"^Enlarger: {_filter.Name}$";
        _shown = command.Settings() is var defaults ? Parameters.ToDictionary(parameter => parameter.Id, parameter => defaults.Text(parameter.Id)) : [];
        _shown[Output] = IsCrop ? NewImage : InPlace;

        gui.Start(command);
        gui.Screen.Focus(Patiently.Get("the dialog", () => gui.Screen.Windows(_title).FirstOrDefault()));
        (_before, _after, _whole) = Patiently.Get("the preview", () => Find());
    }

    /// <summary>Whether the dialog is there.</summary>
    public bool IsOpen => _gui.Screen.Windows(_title).Length > 0;

    /// <summary>What the dialog shows as a whole.</summary>
    public Raster Picture => _gui.Screen.Shoot(_gui.Screen.Windows(_title)[0].Area);

    /// <summary>The picture before, as it is shown.</summary>
    public Raster Before => _gui.Screen.Shoot(_before);

    /// <summary>The picture after, as it is shown.</summary>
    public Raster After => _gui.Screen.Shoot(_after);

    /// <summary>The sentence on the sizes, as it is shown.</summary>
    public Raster Sentence => _gui.Screen.Shoot(new PixelArea(_after.Right + SentenceFromLeft, _after.Bottom + SentenceFromTop, SentenceSize.Width, SentenceSize.Height));

    /// <summary>What stands beside the small picture of the whole.</summary>
    public Raster Note => _gui.Screen.Shoot(new PixelArea(_whole.Right + 1, _whole.Y, _after.Right - _whole.Right - 1, _whole.Height));

    /// <summary>The place of the small picture of the whole.</summary>
    public PixelArea Whole => _whole;

    /// <summary>The values that are shown, but for where the result goes.</summary>
    public FilterSettings Settings => Parameters.Aggregate(new FilterSettings(_filter.Parameters), (settings, parameter) => settings.With(parameter.Id, _shown[parameter.Id]));

    private bool IsCrop => _filter.Parameters.OfType<AreaParameter>().Any(area => area.IsRequired);

    private IEnumerable<FilterParameter> Parameters => _filter.Parameters.Where(parameter => parameter is not AreaParameter);

    /// <summary>Opens a dialog, in which everything has its default.</summary>
    public static DialogDriver Open(GimpScreen gui, GimpCommand command, GimpImage image) => new(gui, command, image);

    /// <summary>Sets the controls to values.</summary>
    public void Set(params (string Id, string Value)[] values)
    {
        foreach ((string id, string value) in values) Set(id, value);
    }

    /// <summary>Presses Reset.</summary>
    public void Reset()
    {
        Press("alt+r");
        var defaults = new FilterSettings(_filter.Parameters);
        string stop = Stops().ElementAt(_focus);
        foreach (FilterParameter parameter in Parameters) _shown[parameter.Id] = defaults.Text(parameter.Id);
        _focus = Stops().ToList().IndexOf(stop);
        _shown[Output] = IsCrop ? NewImage : InPlace;
    }

    /// <summary>Presses Cancel and waits until the plug-in is gone.</summary>
    public void Cancel()
    {
        Press("alt+c");
        Patiently.Until("the dialog to close", () => !IsOpen && !PlugInProcess.Of(_gui.Gimp).Any());
    }

    /// <summary>Presses OK.</summary>
    public void PressOk() => Press("alt+o");

    /// <summary>Presses OK and waits until the dialog is gone.</summary>
    public void Ok()
    {
        PressOk();
        Patiently.Until("the dialog to close", () => !IsOpen);
    }

    /// <summary>Takes hold of the picture before and moves it.</summary>
    public void Drag(int byX, int byY)
    {
        _gui.Screen.Drag(_before.X + (View.Width / 2), _before.Y + (View.Height / 2), byX, byY);
        _gui.Screen.PutMouseAway();
    }

    /// <summary>Clicks on the small picture of the whole.</summary>
    /// <returns>The point of the picture that was clicked on.</returns>
    public PicturePoint ClickOnWhole(int x, int y)
    {
        _gui.Screen.Click(_whole.X + x, _whole.Y + y);
        _gui.Screen.PutMouseAway();
        return new PicturePoint((double)x * _picture.Size.Width / _whole.Width, (double)y * _picture.Size.Height / _whole.Height);
    }

    /// <summary>Waits until the preview shows, of what the core makes of the whole, the part around a point.</summary>
    /// <param name="centre">The point; null for the middle.</param>
    /// <returns>What is shown.</returns>
    public PreviewFrame AwaitPreview(PicturePoint? centre = null)
    {
        FilterSettings settings = Settings.With(IsCrop ? "crop" : "region", $"{_part.X},{_part.Y},{_part.Width},{_part.Height}");
        PreviewFrame frame = PreviewFrame.Of(_picture.Size, _filter, settings, View, centre);
        PixelArea shown = new PixelArea(frame.Region.X - _part.X, frame.Region.Y - _part.Y, frame.Region.Width, frame.Region.Height).Scale(frame.Factor);
        PixelArea place = new((View.Width - shown.Width) / 2, (View.Height - shown.Height) / 2, shown.Width, shown.Height);
        Raster before = Part("0"), after = Part(_shown["strength"]);
        Patiently.Until("the preview of the core's result", () => Before.Cut(place).LargestStep(before) <= LargestStep && After.Cut(place).LargestStep(after) <= LargestStep);
        return frame;

        Raster Part(string strength) => Core.Run(_filter.Id, settings.With("strength", strength), _picture, _image.Encoding).Cut(shown);
    }

    private void Press(params string[] keys)
    {
        _gui.Screen.Focus(_gui.Screen.Windows(_title)[0]);
        _gui.Screen.Press(keys);
    }

    private void Set(string id, string value)
    {
        if (_shown[id] == value) return;
        FilterParameter? parameter = Parameters.FirstOrDefault(parameter => parameter.Id == id);
        switch (parameter)
        {
            case null or ChoiceParameter:
                List<string> choices = parameter is ChoiceParameter list ? [.. list.Choices.Select(choice => choice.Id)] : [InPlace, NewImage];
                int steps = choices.IndexOf(value) - choices.IndexOf(_shown[id]);
                Go(id);
                Press([.. Enumerable.Repeat(steps > 0 ? "Down" : "Up", Math.Abs(steps))]);
                break;

            case IntegerParameter number:
                if (value == Automatic || _shown[id] == Automatic)
                {
                    Go(id + Automatic);
                    Press("space");
                    _shown[id] = value == Automatic ? value : $"{number.Minimum}";
                    _focus = Stops().ToList().IndexOf(id + Automatic);
                }

                if (value == Automatic) break;
                Go(id);
                _gui.Screen.Type(value);

                // A number is taken as soon as the keyboard goes elsewhere.
                Press("Tab");
                _focus++;
                break;

            default:
                Go(id);
                Press("space");
                break;
        }

        _shown[id] = value;
    }

    private void Go(string stop)
    {
        int steps = Stops().ToList().IndexOf(stop) - _focus;
        Press([.. Enumerable.Repeat(steps > 0 ? "Tab" : "shift+Tab", Math.Abs(steps))]);
        _focus += steps;
    }

    // Where the keyboard stops on its way through the controls; insensitive ones are passed over.
    private IEnumerable<string> Stops()
    {
        foreach (FilterParameter parameter in Parameters)
        {
            var number = parameter as IntegerParameter;
            bool isAutomatic = number is not null && _shown[parameter.Id] == Automatic;
            if (number is not null && !isAutomatic && number.Maximum - number.Minimum <= LongestSlider) yield return $"{parameter.Id} slider";
            if (!isAutomatic) yield return parameter.Id;
            if (number?.Automatic is not null) yield return parameter.Id + Automatic;
        }

        yield return Output;
    }

    // Rectangles of known size with the background all around.
    private Tuple<PixelArea, PixelArea, PixelArea>? Find()
    {
        PixelArea area = _gui.Screen.Windows(_title)[0].Area;
        Raster dialog = _gui.Screen.Shoot(area);
        double scale = Math.Min(1, (double)LargestThumbnail / Math.Max(_picture.Size.Width, _picture.Size.Height));
        PixelSize small = new(Math.Max(1, (int)(_picture.Size.Width * scale)), Math.Max(1, (int)(_picture.Size.Height * scale)));
        PixelArea[] views = [.. Rectangles(dialog, View)], wholes = [.. Rectangles(dialog, small)];
        if (views.Length != 2 || wholes.Length == 0) return null;
        return Tuple.Create(OnScreen(views[0]), OnScreen(views[1]), OnScreen(wholes[0]));

        PixelArea OnScreen(PixelArea part) => part with { X = area.X + part.X, Y = area.Y + part.Y };
    }

    private static IEnumerable<PixelArea> Rectangles(Raster dialog, PixelSize size)
    {
        byte[] background = dialog.At(1, 1).ToArray();
        for (int y = 1; y + size.Height < dialog.Size.Height; y++)
        {
            for (int x = 1; x + size.Width < dialog.Size.Width; x++)
            {
                if (!Is(x, y) && Is(x - 1, y) && Is(x, y - 1) && IsFramed(x, y)) yield return new PixelArea(x, y, size.Width, size.Height);
            }
        }

        bool Is(int x, int y) => dialog.At(x, y).SequenceEqual(background);

        bool IsFramed(int x, int y) =>
            Enumerable.Range(x, size.Width).All(column => Is(column, y - 1) && Is(column, y + size.Height) && !Is(column, y) && !Is(column, y + size.Height - 1)) &&
            Enumerable.Range(y, size.Height).All(row => Is(x - 1, row) && Is(x + size.Width, row) && !Is(x, row) && !Is(x + size.Width - 1, row));
    }
}
