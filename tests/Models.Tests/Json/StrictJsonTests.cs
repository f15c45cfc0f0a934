using Enlarger.Json;
using Enlarger.Tests.Support;
using Newtonsoft.Json;

namespace Enlarger.Tests.Json;

public sealed class StrictJsonTests
{
    private const string Good =
        """
        {
          "name": "a", "count": 3, "big": 5000000000, "ratio": 0.5, "isOn": true,
          "kind": "two-words", "note": null, "parts": [ { "size": 1 } ]
        }
        """;

    private enum Kind
    {
        One,
        TwoWords,
    }

    [Test]
    public void What_is_written_is_read_again()
    {
        Thing thing = Read(Good);
        Assert.Multiple(() =>
        {
            Assert.That(thing.Kind, Is.EqualTo(Kind.TwoWords));
            Assert.That(thing.Big, Is.EqualTo(5_000_000_000));
            Assert.That(thing.Parts.Single().Size, Is.EqualTo(1));
            Assert.That(StrictJson.Write(Read(StrictJson.Write(thing))), Is.EqualTo(StrictJson.Write(thing)).And.EndWith("}\n").And.Contains("\"two-words\""));
        });
    }

    [Test]
    public void What_may_be_left_out_is_read_and_written_where_it_is_given()
    {
        Thing thing = Read(Good.Replace("\"note\"", "\"remark\": \"b\", \"note\"", StringComparison.Ordinal));
        Assert.That(thing.Remark, Is.EqualTo("b"));
        Assert.That(Read(StrictJson.Write(thing)).Remark, Is.EqualTo("b"));
        Assert.That(Read(Good).Remark, Is.Null);
        Assert.That(StrictJson.Write(Read(Good)), Does.Not.Contain("remark"));
    }

    [TestCase("\"note\"", "\"remark\": null, \"note\"", "'remark' must not be null")]
    [TestCase("\"note\"", "\"remark\": 7, \"note\"", "'remark' must be a text")]
    [TestCase("\"count\": 3,", "", "'count' is missing")]
    [TestCase("\"note\": null,", "", "'note' is missing")]
    [TestCase("\"size\": 1", "", "'size' is missing from 'parts[0]'")]
    [TestCase("\"count\"", "\"Count\"", "'Count' is an unknown field")]
    [TestCase("\"size\": 1", "\"size\": 1, \"colour\": 2", "'parts[0].colour' is an unknown field")]
    [TestCase("\"count\": 3,", "\"count\": 3, \"count\": 3,", "count")]
    [TestCase("\"count\": 3", "\"count\": \"3\"", "'count' must be a whole number")]
    [TestCase("\"count\": 3", "\"count\": 3.0", "'count' must be a whole number")]
    [TestCase("\"count\": 3", "\"count\": 5000000000", "'count' must be a whole number")]
    [TestCase("\"count\": 3", "\"count\": 99999999999999999999999", "'count' must be a whole number")]
    [TestCase("\"count\": 3", "\"count\": null", "'count' must not be null")]
    [TestCase("\"name\": \"a\"", "\"name\": 1", "'name' must be a text")]
    [TestCase("\"name\": \"a\"", "\"name\": null", "'name' must not be null")]
    [TestCase("0.5", "\"0.5\"", "'ratio' must be a number")]
    [TestCase("true", "1", "'isOn' must be true or false")]
    [TestCase("two-words", "TwoWords", "'kind' must be one of one, two-words")]
    [TestCase("\"two-words\"", "1", "'kind' must be one of one, two-words")]
    [TestCase("[ { \"size\": 1 } ]", "[ null ]", "'parts[0]' must not be null")]
    [TestCase("[ { \"size\": 1 } ]", "{ \"size\": 1 }", "'parts' must be a list")]
    [TestCase("{ \"size\": 1 }", "7", "'parts[0]' must be an object")]
    [TestCase("{ \"size\": 1 }", "{ \"size\": 1 ", "file.json")]
    public void What_is_not_as_it_should_be_is_named(string original, string spoilt, string words) =>
        Fails.With(ErrorKind.Input, () => Read(Good.Replace(original, spoilt, StringComparison.Ordinal)), "file.json", words);

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("7")]
    [TestCase(Good + " {}")]
    public void What_is_no_single_object_is_refused(string json) => Fails.With(ErrorKind.Input, () => Read(json), "file.json");

    private static Thing Read(string json) => StrictJson.Read<Thing>(json, "file.json", ErrorKind.Input);

    private sealed record Thing
    {
        public required string Name { get; init; }

        public required int Count { get; init; }

        public required long Big { get; init; }

        public required double Ratio { get; init; }

        public required bool IsOn { get; init; }

        public required Kind Kind { get; init; }

        [JsonProperty(Required = Required.AllowNull)]
        public required string? Note { get; init; }

        [JsonProperty(Required = Required.DisallowNull, NullValueHandling = NullValueHandling.Ignore)]
        public string? Remark { get; init; }

        public required IReadOnlyList<Part> Parts { get; init; }
    }

    private sealed record Part
    {
        public required int Size { get; init; }
    }
}
