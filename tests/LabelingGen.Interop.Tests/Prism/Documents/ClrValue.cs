using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Core.Json;
using LabelingGen.Testing.Models;

namespace LabelingGen.Interop.Tests.Prism.Documents;

/// <summary>Turns JSON into arguments of generated methods, and answers back into JSON.</summary>
internal static class ClrValue
{
    private static readonly byte[] Bytes = "some bytes"u8.ToArray();

    public static object? Of(Type type, string json)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        JsonNode? node = JsonNode.Parse(json);
        if (type == typeof(Stream))
            return new MemoryStream(Bytes);
        if (type == typeof(FileUpload))
            return new FileUpload(new MemoryStream(Bytes), "a.bin");
        if (type == typeof(BinaryData))
            return BinaryData.FromBytes(Bytes);
        if (typeof(JsonNode).IsAssignableFrom(type))
            return node;
        if (type == typeof(string))
            return node is JsonValue value && value.TryGetValue(out string? text) ? text : json;
        if (ModelShape.IsJsonValue(type))
            return typeof(ClrValue).GetMethod(nameof(Model), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type)
                .Invoke(null, [json]);
        if (type.IsGenericType && type.GenericTypeArguments.Length == 1 && node is JsonArray items)
            return List(type.GenericTypeArguments[0], items);
        if (type.IsGenericType && type.GenericTypeArguments is [{ } key, { } values] && key == typeof(string))
            return Map(values, (JsonObject)node!);
        return Scalar(type, node!);
    }

    /// <summary>The JSON of an answer; <see langword="null"/> where it is no JSON of generated types.</summary>
    public static string? Json(object? value)
    {
        if (value is null)
            return "null";
        if (ModelShape.IsJsonValue(value.GetType()))
            return (string)typeof(ClrValue).GetMethod(
                nameof(Written), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(value.GetType()).Invoke(null, [value])!;
        if (value is System.Collections.IEnumerable items and not (string or JsonNode or System.Collections.IDictionary)
            && value.GetType().GetInterfaces().Any(
                type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)))
        {
            string?[] texts = [.. items.Cast<object?>().Select(Json)];
            return texts.Contains(null) ? null : $"[{string.Join(",", texts)}]";
        }

        return value is JsonNode node ? node.ToJsonString() : null;
    }

    private static T Model<T>(string json)
        where T : IJsonValue<T> => JsonCodec.FromUtf8(Encoding.UTF8.GetBytes(json), (ref Utf8JsonReader reader) => T.Read(ref reader));

    private static string Written<T>(T value)
        where T : IJsonValue<T> => JsonCodec.ToBinaryData(value, T.Write).ToString();

    private static object List(Type item, JsonArray items)
    {
        System.Collections.IList list = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        foreach (JsonNode? node in items)
            list.Add(Of(item, node?.ToJsonString() ?? "null"));
        return list;
    }

    private static object Map(Type value, JsonObject members)
    {
        System.Collections.IDictionary map =
            (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), value))!;
        foreach ((string name, JsonNode? node) in members)
            map.Add(name, Of(value, node?.ToJsonString() ?? "null"));
        return map;
    }

    private static object Scalar(Type type, JsonNode node)
    {
        string text = node is JsonValue value && value.TryGetValue(out string? own) ? own : node.ToJsonString();
        if (type == typeof(DateTimeOffset))
            return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
        if (type == typeof(DateOnly))
            return DateOnly.Parse(text, CultureInfo.InvariantCulture);
        if (type == typeof(TimeOnly))
            return TimeOnly.Parse(text.TrimEnd('Z'), CultureInfo.InvariantCulture);
        if (type == typeof(TimeSpan))
            return System.Xml.XmlConvert.ToTimeSpan(text);
        if (type == typeof(Guid))
            return Guid.Parse(text);
        if (type == typeof(Uri))
            return new Uri(text, UriKind.RelativeOrAbsolute);
        return Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
    }
}
