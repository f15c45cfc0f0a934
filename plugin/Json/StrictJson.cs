using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Enlarger.Json;

/// <summary>
/// Reads and writes data files. Reading is strict: every field must be there once, with its exact name and type, and no other.
/// Field names are camelCase, enumeration values kebab-case; null is allowed where a property says <see cref="Required.AllowNull"/>, and
/// only a field whose property says <see cref="Required.DisallowNull"/> may be left out.
/// </summary>
public static class StrictJson
{
    private static readonly KebabCaseNamingStrategy EnumNames = new();

    private static readonly DefaultContractResolver Contracts = new() { NamingStrategy = new CamelCaseNamingStrategy() };

    private static readonly JsonSerializerSettings Settings = new()
    {
        ContractResolver = Contracts,
        Converters = { new StringEnumConverter(EnumNames, allowIntegerValues: false) },
        DateParseHandling = DateParseHandling.None,
        Formatting = Formatting.Indented,
        MetadataPropertyHandling = MetadataPropertyHandling.Ignore,
    };

    /// <summary>Reads a value.</summary>
    /// <param name="json">The text of the file.</param>
    /// <param name="where">The file's name, for messages.</param>
    /// <param name="kind">The kind of error that a wrong file is.</param>
    /// <exception cref="EnlargerException">The file is not as it should be; the message names the file and the field.</exception>
    public static T Read<T>(string json, string where, ErrorKind kind)
        where T : class
    {
        try
        {
            JToken token = Parse(json);
            if (Problem(token, typeof(T), allowNull: false) is { } problem) throw new EnlargerException(kind, $"{where} cannot be used: {problem}.");
            return token.ToObject<T>(JsonSerializer.Create(Settings))!;
        }
        catch (JsonException exception)
        {
            throw new EnlargerException(kind, $"{where} cannot be used: {exception.Message.TrimEnd('.')}.", exception);
        }
    }

    /// <summary>Writes a value as <see cref="Read"/> reads it, with a line feed at the end.</summary>
    public static string Write<T>(T value)
        where T : class => JsonConvert.SerializeObject(value, Settings).ReplaceLineEndings("\n") + "\n";

    /// <summary>Writes a value in one line, without a line feed.</summary>
    public static string WriteLine<T>(T value)
        where T : class => JsonConvert.SerializeObject(value, Formatting.None, Settings);

    /// <summary>A value of an enumeration as it is written.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => EnumNames.GetPropertyName($"{value}", false);

    private static JToken Parse(string json)
    {
        using JsonTextReader reader = new(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
        JToken token = JToken.Load(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
        return reader.Read() ? throw new JsonReaderException("there is something after its end") : token;
    }

    /// <summary>What is wrong with a token that should describe a value of that type; null if nothing is.</summary>
    private static string? Problem(JToken token, Type type, bool allowNull)
    {
        if (token.Type == JTokenType.Null) return allowNull ? null : $"{Name(token)} must not be null";
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum ? EnumProblem(token, type) : Contracts.ResolveContract(type) switch
        {
            JsonObjectContract contract => ObjectProblem(token, contract),
            JsonArrayContract contract => ArrayProblem(token, contract.CollectionItemType!),
            _ => ScalarProblem(token, type),
        };
    }

    private static string? ObjectProblem(JToken token, JsonObjectContract contract)
    {
        if (token is not JObject fields) return $"{Name(token)} must be an object";
        List<JsonProperty> expected = [.. contract.Properties.Where(property => !property.Ignored)];
        foreach (JProperty field in fields.Properties())
        {
            if (expected.All(property => property.PropertyName != field.Name)) return $"{Name(field)} is an unknown field";
        }

        foreach (JsonProperty property in expected)
        {
            if (fields.Property(property.PropertyName!, StringComparison.Ordinal) is not { } field)
            {
                if (property.Required == Required.DisallowNull) continue;
                return $"the field '{property.PropertyName}' is missing from {Name(token)}";
            }

            if (Problem(field.Value, property.PropertyType!, property.Required == Required.AllowNull) is { } problem) return problem;
        }

        return null;
    }

    private static string? ArrayProblem(JToken token, Type itemType) => token is JArray items
        ? items.Select(item => Problem(item, itemType, allowNull: false)).FirstOrDefault(problem => problem is not null)
        : $"{Name(token)} must be a list";

    private static string? EnumProblem(JToken token, Type type)
    {
        List<string> names = [.. Enum.GetNames(type).Select(name => EnumNames.GetPropertyName(name, false))];
        return token.Type == JTokenType.String && names.Contains((string)token!) ? null : $"{Name(token)} must be one of {string.Join(", ", names)}";
    }

    private static string? ScalarProblem(JToken token, Type type)
    {
        object? value = (token as JValue)?.Value;
        return (Type.GetTypeCode(type), value) switch
        {
            (TypeCode.String, string) or (TypeCode.Boolean, bool) or (TypeCode.Int64, long) or (TypeCode.Double, long or double) => null,
            (TypeCode.Int32, long number) when number is >= int.MinValue and <= int.MaxValue => null,
            (TypeCode.Int32 or TypeCode.Int64, _) => $"{Name(token)} must be a whole number",
            (TypeCode.Double, _) => $"{Name(token)} must be a number",
            (TypeCode.Boolean, _) => $"{Name(token)} must be true or false",
            (TypeCode.String, _) => $"{Name(token)} must be a text",
            _ => throw new NotSupportedException($"Data files hold no {type}."),
        };
    }

    private static string Name(JToken token) => token.Path.Length == 0 ? "the whole" : $"'{token.Path}'";
}
