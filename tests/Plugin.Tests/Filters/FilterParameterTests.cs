using Enlarger.Filters;

namespace Enlarger.Tests.Filters;

internal sealed class FilterParameterTests
{
    private static readonly ChoiceParameter Scale = new("scale", "Scale", "Help.", [new("4", "4x"), new("2", "2x")]);
    private static readonly ChoiceParameter Device = new("device", "Device", "Help.", [new("auto", "Automatic")], IsOpen: true);
    private static readonly IntegerParameter Tile = new("tile", "Tile", "Help.", 32, 4096, 0, Automatic: 0);
    private static readonly SwitchParameter Exact = new("exact", "Exact", "Help.", false);

    [Test]
    public void Settings_begin_with_the_declared_defaults()
    {
        var settings = new FilterSettings([Scale, Device, Tile, Exact]);
        Assert.That((settings.Choice("scale"), settings.Choice("device"), settings.Integer("tile"), settings.Switch("exact")), Is.EqualTo(("4", "auto", 0, false)));
    }

    [Test]
    public void Changing_settings_leaves_the_old_ones_as_they_were()
    {
        var settings = new FilterSettings([Scale, Device, Tile, Exact]);
        FilterSettings changed = settings.With("scale", "2").With("tile", "128").With("exact", "on").With("device", "cuda:1");
        Assert.That((changed.Choice("scale"), changed.Choice("device"), changed.Integer("tile"), changed.Switch("exact")), Is.EqualTo(("2", "cuda:1", 128, true)));
        Assert.That(settings.Choice("scale"), Is.EqualTo("4"));
    }

    [TestCase("scale", "3", "use 4, 2")]
    [TestCase("scale", "", "use 4, 2")]
    [TestCase("tile", "31", "from 32 to 4096, or auto")]
    [TestCase("tile", "4097", "from 32 to 4096")]
    [TestCase("tile", "99999999999999", "from 32 to 4096")]
    [TestCase("tile", "64.0", "from 32 to 4096")]
    [TestCase("exact", "yes", "on or off")]
    [TestCase("strength", "1", "scale, device, tile, exact")]
    public void A_wrong_value_is_refused_with_the_right_ones(string id, string text, string expected)
    {
        var error = Assert.Throws<EnlargerException>(() => new FilterSettings([Scale, Device, Tile, Exact]).With(id, text));
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.Usage));
        Assert.That(error.Message, Does.Contain(expected));
    }

    [TestCase("auto")]
    [TestCase("64")]
    public void A_number_is_written_as_it_is_read(string text) => Assert.That(Tile.Format(Tile.Parse(text)), Is.EqualTo(text));

    [TestCase("on")]
    [TestCase("off")]
    public void A_switch_is_written_as_it_is_read(string text) => Assert.That(Exact.Format(Exact.Parse(text)), Is.EqualTo(text));
}
