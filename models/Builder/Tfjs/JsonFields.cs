using Newtonsoft.Json.Linq;

namespace Enlarger.Models.Builder.Tfjs;

/// <summary>Looks into JSON of which nothing is believed: what is not there, or is something else, is null.</summary>
internal static class JsonFields
{
    /// <summary>A field of an object.</summary>
    public static JToken? Field(this JToken? token, string name) => (token as JObject)?[name];

    /// <summary>A text.</summary>
    public static string? Text(this JToken? token) => (token as JValue)?.Value as string;
}
