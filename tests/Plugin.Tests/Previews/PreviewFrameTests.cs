using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Previews;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Previews;

internal sealed class PreviewFrameTests
{
    [Test]
    public void The_view_is_filled_as_far_as_there_is_picture_around_the_point()
    {
        foreach (Case given in Cases())
        {
            PreviewFrame frame = given.Frame();
            PixelArea bounds = given.Bounds, region = frame.Region;
            Assert.That(region.Intersect(bounds), Is.EqualTo(region), $"{given}");
            Assert.That(region.Width, Is.EqualTo(Math.Clamp(given.View.Width / given.Factor, 1, bounds.Width)), $"{given}");
            Assert.That(region.Height, Is.EqualTo(Math.Clamp(given.View.Height / given.Factor, 1, bounds.Height)), $"{given}");
            Assert.That(frame.Size, Is.EqualTo(given.Filter.ResultSize(given.Picture, frame.Narrow(given.Settings))), $"{given}");
            Assert.That(region.X, Is.EqualTo(Nearest(given.Centre.X, bounds.X, bounds.Right, region.Width)), $"{given}");
            Assert.That(region.Y, Is.EqualTo(Nearest(given.Centre.Y, bounds.Y, bounds.Bottom, region.Height)), $"{given}");
            Assert.That(frame.Factor, Is.EqualTo(given.Factor));
        }

        static int Nearest(double centre, int first, int end, int length) => Math.Clamp((int)Math.Floor(centre - (length / 2.0) + 0.5), first, end - length);
    }

    [Test]
    public void Moving_there_and_back_is_not_moving_and_a_border_is_left_at_once()
    {
        var random = new Random(5);
        foreach (Case given in Cases())
        {
            PreviewFrame frame = given.Frame();
            (double x, double y) = (random.Next(-40, 41), random.Next(-40, 41));
            PicturePoint wanted = frame.Drag(x, y);
            PreviewFrame moved = given.Frame(wanted), back = given.Frame(moved.Drag(-x, -y));
            Assert.That(given.Frame(frame.Centre), Is.EqualTo(frame), $"{given}");
            if (moved.Centre == wanted)
            {
                Assert.That(back.Centre.X, Is.EqualTo(frame.Centre.X).Within(1e-6), $"{given}");
                Assert.That(back.Centre.Y, Is.EqualTo(frame.Centre.Y).Within(1e-6), $"{given}");
            }

            // Dragged far beyond a border, the first pixel back counts.
            PreviewFrame border = given.Frame(frame.Drag(1e6, 1e6)), inside = given.Frame(border.Drag(-given.Factor, -given.Factor));
            Assert.That((border.Region.X, border.Region.Y), Is.EqualTo((given.Bounds.X, given.Bounds.Y)), $"{given}");
            Assert.That(inside.Region.X - border.Region.X, Is.EqualTo(border.Region.Width < given.Bounds.Width ? 1 : 0), $"{given}");
            Assert.That(inside.Region.Y - border.Region.Y, Is.EqualTo(border.Region.Height < given.Bounds.Height ? 1 : 0), $"{given}");
        }
    }

    [Test]
    public void Slow_drags_add_up_to_fast_ones()
    {
        var filter = new MarkingFilter(4);
        PicturePoint centre = new(500, 400);
        PreviewFrame start = Frame(centre);
        for (int i = 0; i < 40; i++) centre = Frame(centre).Drag(1, -1);
        Assert.That(Frame(centre).Region, Is.EqualTo(start.Region with { X = start.Region.X - 10, Y = start.Region.Y + 10 }));

        PreviewFrame Frame(PicturePoint point) => PreviewFrame.Of(new PixelSize(1000, 800), filter, filter.Settings, new PixelSize(320, 320), point);
    }

    [Test]
    public void What_was_shown_moves_with_the_hand()
    {
        var filter = new MarkingFilter(4);
        var maker = new PreviewMaker(filter, Picture.Noise(100, 90, PixelFormat.Parse("rgb8"), 1));
        PreviewFrame frame = Frame(null), dragged = Frame(frame.Drag(12, -8));
        Assert.That(maker.Before(frame, filter.Settings, CancellationToken.None).PlaceIn(dragged), Is.EqualTo((12, -8)));

        PreviewFrame Frame(PicturePoint? point) => PreviewFrame.Of(new PixelSize(100, 90), filter, filter.Settings, new PixelSize(80, 80), point);
    }

    [Test]
    public void Without_a_point_the_middle_is_shown()
    {
        var filter = new MarkingFilter(2, needsCrop: true);
        FilterSettings settings = filter.Settings.With("crop", "100,20,60,70");
        var frame = PreviewFrame.Of(new PixelSize(300, 200), filter, settings, new PixelSize(40, 40), null);
        Assert.That(frame.Region, Is.EqualTo(new PixelArea(120, 45, 20, 20)));
        Assert.That(PreviewFrame.Of(new PixelSize(300, 200), filter, settings, new PixelSize(0, 0), null).Region.Size, Is.EqualTo(new PixelSize(1, 1)));
    }

    [TestCase("upscale", "", 4)]
    [TestCase("upscale", "scale=2", 2)]
    [TestCase("restore-blur", "", 1)]
    [TestCase("restore-blur", "region=10,20,300,200", 1)]
    [TestCase("enhance-crop", "crop=0,100,1000,700", 1)]
    [TestCase("enhance-crop", "crop=100,100,500,700", 2)]
    [TestCase("enhance-crop", "crop=100,100,9,8", 4)]
    public void The_real_filters_can_be_framed(string id, string values, int factor)
    {
        IFilter filter = RealGenerators.Engine.Filter(id);
        FilterSettings settings = FilterRun.Settings(filter, [.. values.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(value => (value.Split('=')[0], value.Split('=')[1]))]);
        var picture = new PixelSize(1000, 900);
        var frame = PreviewFrame.Of(picture, filter, settings, new PixelSize(320, 240), new PicturePoint(140, 150));
        Assert.That(frame.Factor, Is.EqualTo(factor));
        Assert.That(filter.ResultSize(picture, frame.Narrow(settings)), Is.EqualTo(frame.Size));
    }

    [Test]
    public void A_crop_that_is_missing_is_told_as_the_filter_tells_it()
    {
        IFilter filter = RealGenerators.Engine.Filter("enhance-crop");
        Assert.That(
            () => PreviewFrame.Of(new PixelSize(100, 80), filter, new FilterSettings(filter.Parameters), new PixelSize(320, 320), null),
            Throws.InstanceOf<EnlargerException>().With.Message.Contains("select it"));
    }

    private static IEnumerable<Case> Cases()
    {
        var random = new Random(2);
        for (int i = 0; i < 2000; i++)
        {
            int factor = random.Next(1, 5), reach = i % 4 == 0 ? 12 : 900;
            var picture = new PixelSize(random.Next(1, reach), random.Next(1, reach));
            int left = random.Next(picture.Width), top = random.Next(picture.Height);
            var crop = new PixelArea(left, top, random.Next(1, picture.Width - left + 1), random.Next(1, picture.Height - top + 1));
            bool isCropped = i % 2 == 0;
            var filter = new MarkingFilter(factor, isCropped);
            yield return new Case(
                picture,
                filter,
                isCropped ? filter.Settings.With("crop", $"{crop.X},{crop.Y},{crop.Width},{crop.Height}") : filter.Settings,
                isCropped ? crop : picture.Area,
                factor,
                new PixelSize(random.Next(0, 400), random.Next(0, 400)),
                new PicturePoint((random.NextDouble() * 3 * picture.Width) - picture.Width, (random.NextDouble() * 3 * picture.Height) - picture.Height));
        }
    }

    private sealed record Case(PixelSize Picture, MarkingFilter Filter, FilterSettings Settings, PixelArea Bounds, int Factor, PixelSize View, PicturePoint Centre)
    {
        public PreviewFrame Frame(PicturePoint? centre = null) => PreviewFrame.Of(Picture, Filter, Settings, View, centre ?? Centre);
    }
}
