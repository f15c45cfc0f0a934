using Enlarger.Filters;
using Enlarger.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Enlarger.Tests.Commands;

public sealed class FiltersCommandTests
{
    [Test]
    public void Json_holds_all_that_a_dialog_is_made_from()
    {
        var filter = new NearestNeighbor();
        JToken described = JObject.Parse(CommandRun.Of("filters", "--json").Output)["filters"]!.Single();
        Assert.That((string?)described["id"], Is.EqualTo(filter.Id));
        Assert.That((string?)described["name"], Is.EqualTo(filter.Name));
        Assert.That((string?)described["description"], Is.EqualTo(filter.Description));

        JToken[] parameters = [.. described["parameters"]!];
        Assert.That(parameters.Select(parameter => (string?)parameter["id"]), Is.EqualTo(filter.Parameters.Select(parameter => parameter.Id)));
        foreach ((JToken json, FilterParameter parameter) in parameters.Zip(filter.Parameters))
        {
            Assert.That((string?)json["help"], Is.EqualTo(parameter.Help));
            // A host can hand the default back as it is.
            Assert.That(parameter.Parse((string)json["default"]!), Is.EqualTo(parameter.DefaultValue));
        }

        Assert.That(parameters[0]["choices"]!.Select(choice => $"{choice["id"]} {choice["name"]}"), Is.EqualTo(new[] { "4 4x", "2 2x", "1 1x" }));
        Assert.That((bool)parameters[1]["open"]!, Is.True);
        Assert.That(parameters[2].ToString(Newtonsoft.Json.Formatting.None), Does.Contain("\"type\":\"integer\",\"minimum\":16,\"maximum\":4096,\"auto\":true"));
        Assert.That((string?)parameters[3]["type"], Is.EqualTo("switch"));
    }

    [Test]
    public void Text_names_every_option() =>
        Assert.That(CommandRun.Of("filters").Output, Does.Contain("--scale").And.Contain("--tile").And.Contain("--exact"));
}
