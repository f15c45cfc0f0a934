using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Filters;

internal sealed class FilterScopeTests
{
    private static readonly PixelSize Size = new(400, 300);
    private static readonly PixelArea Part = new(40, 30, 100, 90);

    [TestCase("upscale", "", true)]
    [TestCase("upscale", "scale=2", true)]
    [TestCase("restore-blur", "", false)]
    [TestCase("enhance-crop", "scale=4", false)]
    public void A_whole_picture_grows_by_upscaling_only(string id, string values, bool grows) =>
        Assert.That(Of(id, values, out FilterSettings settings).Enlarges(Size, settings), Is.EqualTo(grows));

    [Test]
    public void A_crop_is_a_picture_of_its_own()
    {
        Assert.That(Of("enhance-crop", "", out _).IsCrop);
        Assert.That(Of("restore-blur", "", out _).IsCrop, Is.False);
    }

    [TestCase("restore-blur", "region")]
    [TestCase("enhance-crop", "crop")]
    public void The_selection_is_the_filters_area(string id, string parameter) =>
        Assert.That(Of(id, "", out FilterSettings settings).Narrow(settings, Part).Area(parameter), Is.EqualTo(Part));

    [TestCase("restore-blur", "", true)]
    [TestCase("enhance-crop", "scale=1", true)]
    [TestCase("enhance-crop", "scale=2", false)]
    [TestCase("enhance-crop", "", false)]
    [TestCase("upscale", "", false)]
    public void A_part_is_replaced_by_a_result_of_its_size(string id, string values, bool fits) =>
        Assert.That(Of(id, values, out FilterSettings settings).FitsInPlace(Size, settings, Part), Is.EqualTo(fits));

    private static FilterScope Of(string id, string values, out FilterSettings settings)
    {
        IFilter filter = RealGenerators.Engine.Filter(id);
        settings = new FilterSettings(filter.Parameters);
        if (values.Split('=') is [var parameter, var value]) settings = settings.With(parameter, value);
        return new FilterScope(filter);
    }
}
