using Enlarger.Filters;
using Enlarger.Imaging;

namespace Enlarger.Tests.Filters;

internal sealed class AreaParameterTests
{
    private static readonly AreaParameter Region = new("region", "Region", "The part."), Crop = new("crop", "Crop", "The crop.", IsRequired: true);

    [TestCase("100,50,640,480", 100, 50, 640, 480)]
    [TestCase("0,0,1,1", 0, 0, 1, 1)]
    [TestCase(" 1, 2 ,3, 4", 1, 2, 3, 4)]
    public void An_area_is_column_row_width_and_height(string text, int x, int y, int width, int height)
    {
        object value = Crop.Parse(text);
        Assert.That(value, Is.EqualTo(new PixelArea(x, y, width, height)));
        Assert.That(Region.Parse(Region.Format(value)), Is.EqualTo(value));
    }

    [TestCase("")]
    [TestCase("1,2,3")]
    [TestCase("1,2,3,4,5")]
    [TestCase("1,2,0,4")]
    [TestCase("-1,2,3,4")]
    [TestCase("1,2,3,2147483647")]
    [TestCase("1.5,2,3,4")]
    [TestCase("everything")]
    public void Anything_else_is_refused_with_an_example(string text)
    {
        EnlargerException error = Assert.Throws<EnlargerException>(() => Region.Parse(text))!;
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.Usage));
        Assert.That(error.Message, Does.Contain("region").And.Contains("100,50,640,480"));
    }

    [Test]
    public void All_is_the_whole_picture_unless_an_area_is_required()
    {
        FilterSettings settings = new([Region, Crop]);
        Assert.That(settings.With("region", "all").Area("region"), Is.Null);
        Assert.That(settings.Area("region"), Is.Null);
        Assert.That(settings.With("region", "1,2,3,4").Area("region"), Is.EqualTo(new PixelArea(1, 2, 3, 4)));
        Assert.That(settings.Text("region"), Is.EqualTo("all"));
        Assert.That(() => Crop.Parse("all"), Throws.InstanceOf<EnlargerException>());
    }
}
