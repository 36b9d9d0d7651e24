using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Core.Json;

namespace LabelingGen.Testing.Models;

/// <summary>
/// Makes JSON for generated types that a server could send on a bad day: odd spellings, unknown values and properties, nulls, other types.
/// </summary>
/// <param name="random">Seeded, so that a failure can be repeated.</param>
public sealed class JsonTexts(Random random)
{
    private const int MaxDepth = 4;

    private static readonly ConcurrentDictionary<Type, string[]> KnownEnumValues = new();

    private static readonly string[] Integers =
        ["0", "1", "-1", "42", "-0", "1e3", "1.0", "12E+2", "9223372036854775807", "-9223372036854775808", "9007199254740993",
            "2147483647"];

    private static readonly string[] SmallIntegers = ["0", "7", "-7", "-0", "1e2", "3.0", "2147483647"];

    private static readonly string[] Numbers =
    [
        "0", "1", "1.0", "-0", "-0.0", "0.1", "1e3", "1E-7", "123456789.123456789", "9007199254740993", "1e400", "-1e400",
        "0.30000000000000004",
        "1.10", "0.00001", "0.0001", "1e21", "1e15", "999999999999999", "1234567890123456", "5e-324",
    ];

    private static readonly string[] Decimals =
        ["0", "1.0", "1.10", "1e2", "79228162514264337593543950335", "0.0000000000000000000000000001", "-0"];

    private static readonly string[] Instants =
    [
        "2024-01-02T03:04:05Z", "2024-01-02T03:04:05.678Z", "2024-01-02T03:04:05.670Z", "2024-01-02T03:04:05+00:00",
        "2024-01-02T03:04:05-00:00",
        "2024-01-02T03:04:05+09:00", "2024-01-02T03:04:05", "2024-01-02 03:04:05", "2024-01-02", "2024-01-02t03:04:05z",
        "2024-01-02T03:04:05.1234567Z",
        "2024-01-02T03:04:05.123456789Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "2024-01-02T03:04Z",
    ];

    private static readonly string[] Strings =
        ["", "a", "street", "\u00e9\u4e2d", "\ud83d\ude00", "\"quoted\"\\", "a\nb\tc", "\u0000", "<script>", "\u2028", "1", "null",
            "A long text with spaces and & signs"];

    /// <summary>JSON for a value of a type.</summary>
    /// <param name="type">A type that a member of a model can have.</param>
    /// <param name="isStrict">Only what the type can hold.</param>
    /// <param name="depth">How deep the value stands.</param>
    public string Value(Type type, bool isStrict, int depth = 0)
    {
        if (!isStrict && Chance(8))
            return Any(depth + 1);
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return Text(Pick(Strings));
        if (type == typeof(bool))
            return Pick("true", "false");
        if (type == typeof(int))
            return Pick(SmallIntegers);
        if (type == typeof(long))
            return Pick(Integers);
        if (type == typeof(double) || type == typeof(float))
            return Pick(Numbers);
        if (type == typeof(decimal))
            return Pick(Decimals);
        if (type == typeof(DateTimeOffset))
            return Text(Pick(Instants));
        if (type == typeof(DateOnly))
            return Text("2024-02-29");
        if (type == typeof(TimeOnly))
            return Text(Pick("01:02:03", "01:02", "23:59:59.5", "01:02:03.50"));
        if (type == typeof(Guid))
            return Text(Pick("6f9619ff-8b86-d011-b42d-00c04fc964ff", "6F9619FF-8B86-D011-B42D-00C04FC964FF"));
        if (type == typeof(Uri))
            return Text(Pick("https://example.test/a b?c=%20", "relative/path", "", "HTTP://EXAMPLE.test:80/%7e"));
        if (type == typeof(Base64Content))
            return Text(Pick("", "aGVsbG8=", "YWJj", "YQ=="));
        if (type == typeof(BinaryData))
            return Text(Pick("", "aGVsbG8=", "QR==", "YWJj", "YQ=="));
        if (type == typeof(JsonObject))
            return Object(depth + 1);
        if (typeof(JsonNode).IsAssignableFrom(type))
            return Any(depth + 1);
        return Composite(type, depth);
    }

    /// <summary>JSON for a model: some members, some properties it does not know.</summary>
    public string Model(Type type, int depth)
    {
        List<(string Name, string Value)> properties = [];
        foreach (ModelMember member in ModelShape.Of(type).Members)
        {
            if (depth > MaxDepth || Chance(3))
                continue;
            properties.Add((member.JsonName, Chance(12) ? "null" : Value(member.Type, member.IsStrict, depth + 1)));
        }

        if (Chance(2))
            properties.Add(($"unknown_{random.Next(100)}", Any(depth + 1)));
        return Braces(properties);
    }

    /// <summary>Any JSON.</summary>
    public string Any(int depth) => random.Next(depth > MaxDepth ? 4 : 7) switch
    {
        0 => "null",
        1 => Pick("true", "false"),
        2 => Pick(Chance(2) ? Numbers : Integers),
        3 => Text(Pick(Strings)),
        4 or 5 => Object(depth),
        _ => "[" + string.Join(",", Enumerable.Range(0, random.Next(4)).Select(_ => Any(depth + 1))) + "]",
    };

    private string Composite(Type type, int depth)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            int count = depth > MaxDepth ? 0 : random.Next(4);
            return "[" + string.Join(
                ", ", Enumerable.Range(0, count).Select(_ => Value(type.GenericTypeArguments[0], isStrict: true, depth + 1))) + "]";
        }

        if (type.IsGenericType)
        {
            int count = depth > MaxDepth ? 0 : random.Next(4);
            return Braces(Enumerable.Range(0, count)
                .Select(i => ($"key {i}\u00e9", Value(type.GenericTypeArguments[1], isStrict: true, depth + 1))).ToList());
        }

        if (typeof(ApiUnion).IsAssignableFrom(type))
            return Union(type, depth);
        return type.IsValueType ? Enum(type) : Model(type, depth);
    }

    // A variant, something like a variant, or something else altogether.
    private string Union(Type type, int depth)
    {
        if (Chance(6))
            return Any(depth + 1);
        ConstructorInfo[] variants = type.GetConstructors();
        return Value(variants[random.Next(variants.Length)].GetParameters()[0].ParameterType, isStrict: true, depth + 1);
    }

    private string Enum(Type type)
    {
        string[] known = KnownEnumValues.GetOrAdd(type, EnumValues);
        if (!Chance(3) && known.Length > 0)
            return Pick(known);
        Type value = type.GetProperty("Value")!.PropertyType;
        bool isMixed = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public).Length == 0;
        return value == typeof(long) ? Pick(Integers) : isMixed ? Pick("true", "17", "\"new\"", "1.50") : Text(Pick(Strings));
    }

    // As JSON: the value of a mixed enum is JSON already.
    private static string[] EnumValues(Type type)
    {
        bool isMixed = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public).Length == 0;
        return type.GetProperties(BindingFlags.Static | BindingFlags.Public).Where(property => property.PropertyType == type)
            .Select(property => type.GetProperty("Value")!.GetValue(property.GetValue(null)))
            .Select(value => value switch
            {
                long number => number.ToString(CultureInfo.InvariantCulture),
                string text when isMixed => text,
                _ => $"\"{JsonEncodedText.Encode((string)value!)}\"",
            })
            .ToArray();
    }

    private string Object(int depth) => Braces(Enumerable.Range(0, depth > MaxDepth ? 0 : random.Next(4))
        .Select(i => ($"k{i}", Any(depth + 1))).ToList());

    private string Braces(List<(string Name, string Value)> properties)
    {
        string space = Chance(4) ? " \n" : "";
        return "{" + space + string.Join("," + space, properties.OrderBy(_ => random.Next())
            .Select(property => Text(property.Name) + space + ":" + space + property.Value)) + space + "}";
    }

    // A JSON string, now and then with escapes where none is needed.
    private string Text(string value)
    {
        var text = new StringBuilder("\"");
        bool escapes = Chance(5);
        foreach (char character in value)
        {
            if (character is '"' or '\\' or < ' ' || (escapes && Chance(3)))
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            else if (char.IsSurrogate(character) && escapes)
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else
                text.Append(character);
        }

        return text.Append('"').ToString();
    }

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private string Pick(params string[] values) => values[random.Next(values.Length)];
}
