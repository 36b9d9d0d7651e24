using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LabelingGen.Testing.Wire;

/// <summary>
/// Compares requests by the rules of <c>../shared/wire/README.md</c>. A content type is compared where there is a body it can describe.
/// </summary>
internal sealed partial class RequestComparer(GeneratedIds ids, Uri server)
{
    private static readonly string[] NotCompared = ["accept", "user-agent", "authorization", "content-type"];

    /// <summary>The first difference, or <see langword="null"/>.</summary>
    public string? Difference(JsonObject expected, ReceivedRequest actual)
    {
        string method = expected["method"]!.GetValue<string>();
        if (method != actual.Method)
            return $"method: expected {method}, was {actual.Method} ({actual.Target})";
        string path = expected["path"]!.GetValue<string>();
        if (!ids.MatchesPath(path, actual.Path))
            return $"path: expected {path}, was {actual.Path}";
        return QueryDifference(expected["query"]?.AsArray() ?? [], actual.Query)
            ?? HeaderDifference(expected["headers"]?.AsObject() ?? [], actual)
            ?? BodyDifference(expected, actual);
    }

    private string? QueryDifference(JsonArray expected, IReadOnlyList<(string Name, string Value)> actual)
    {
        ILookup<string, string> wanted = expected.ToLookup(p => p![0]!.GetValue<string>(), p => p![1]!.GetValue<string>());
        ILookup<string, string> sent = actual.ToLookup(p => p.Name, p => p.Value);
        foreach (string name in wanted.Select(g => g.Key).Union(sent.Select(g => g.Key)))
        {
            string[] left = [.. wanted[name]];
            string[] right = [.. sent[name]];
            if (left.Length != right.Length || !left.Zip(right).All(p => SameQueryValue(p.First, p.Second)))
                return $"query '{name}': expected [{string.Join(", ", left)}], was [{string.Join(", ", right)}]";
        }

        return null;
    }

    private bool SameQueryValue(string expected, string actual) =>
        ids.Matches(Filled(expected), actual)
        || (expected.StartsWith('{') && TryParse(expected, out JsonNode? wanted) && TryParse(actual, out JsonNode? sent)
            && JsonDifference("query", wanted, sent) is null)
        || (bool.TryParse(expected, out bool left) && bool.TryParse(actual, out bool right) && left == right)
        || (OffsetWithoutColon().IsMatch(expected) && SameInstant(expected, actual));

    /// <summary>Python spells an offset without a colon, which no other client needs to copy.</summary>
    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}[+-]\d{4}$")]
    private static partial Regex OffsetWithoutColon();

    private static bool SameInstant(string expected, string actual) =>
        DateTimeOffset.TryParse(expected, CultureInfo.InvariantCulture, out DateTimeOffset left)
        && DateTimeOffset.TryParse(actual, CultureInfo.InvariantCulture, out DateTimeOffset right)
        && left == right;

    private string? HeaderDifference(JsonObject expected, ReceivedRequest actual)
    {
        string sent = actual.Header("authorization") ?? string.Empty;
        string wanted = Authorization(expected["authorization"]);
        if (wanted != sent)
            return $"authorization: expected '{wanted}', was '{sent}'";
        foreach ((string name, JsonNode? value) in expected)
        {
            bool compared = !NotCompared.Contains(name) && !name.StartsWith("x-fern-", StringComparison.Ordinal);
            if (compared && actual.Header(name) != value!.ToString())
                return $"header {name}: expected '{value}', was '{actual.Header(name)}'";
        }

        if (actual.Body.Length == 0 || IsEmptyObjectWithoutNeed(actual))
            return null;
        string? wantedType = MediaType(expected["content-type"]?.GetValue<string>());
        string? sentType = MediaType(actual.Header("content-type"));
        return wantedType is null || wantedType == sentType ? null : $"content-type: expected {wantedType}, was {sentType}";
    }

    private static string Authorization(JsonNode? expected) => expected switch
    {
        JsonObject basic when basic["username"] is { } user =>
            "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user.GetValue<string>()}:{basic["password"]?.GetValue<string>()}")),
        JsonObject other => $"{other["scheme"]!.GetValue<string>()} {other["value"]!.GetValue<string>()}".Trim(),
        null => string.Empty,
        _ => expected.ToString(),
    };

    private static string? MediaType(string? header) => header?.Split(';')[0].Trim().ToLowerInvariant();

    private string? BodyDifference(JsonObject request, ReceivedRequest actual)
    {
        JsonNode? expected = request["body"];
        if (expected is JsonObject { } json && json["kind"]!.GetValue<string>() == "json" && json["json"] is JsonObject { Count: 0 }
            && actual.Body.Length == 0 && actual.Method is "GET" or "DELETE")
            return null;
        if (expected is null)
            return actual.Body.Length == 0 || IsEmptyObjectWithoutNeed(actual) ? null : $"body: expected none, was {Shorten(actual.Text)}";
        switch (expected["kind"]!.GetValue<string>())
        {
            case "json":
                JsonNode? sent;
                try
                {
                    sent = JsonNode.Parse(actual.Body.Length == 0 ? "null" : actual.Text);
                }
                catch (JsonException malformed)
                {
                    return $"body: not JSON ({malformed.Message}): {Shorten(actual.Text)}";
                }

                return actual.Body.Length == 0
                    ? $"body: expected {expected["json"]?.ToJsonString()}, was none"
                    : JsonDifference("body", expected["json"], sent);
            case "text":
                string text = expected["text"]!.GetValue<string>();
                return ids.Matches(Filled(text), actual.Text) ? null
                    : LinesDifference(text, actual.Text) is not { } lines ? TextDifference("body", text, actual.Text)
                    : lines.Length == 0 ? null : lines;
            case "bytes":
                return BytesDifference("body", expected.AsObject(), actual.Body);
            case "form":
                ReceivedRequest form = actual with { Target = "?" + actual.Text };
                return QueryDifference(expected["pairs"]!.AsArray(), form.Query) is { } difference ? "form " + difference : null;
            default:
                return PartsDifference(expected["parts"]!.AsArray(), MultipartReader.Read(actual));
        }
    }

    private string? PartsDifference(JsonArray expected, IReadOnlyList<MultipartReader.Part> actual)
    {
        string wanted = string.Join(", ", expected.Select(p => p!["name"]?.GetValue<string>()));
        string sent = string.Join(", ", actual.Select(p => p.Name));
        if (wanted != sent)
            return $"parts: expected [{wanted}], was [{sent}]";
        for (int i = 0; i < actual.Count; i++)
        {
            JsonObject part = expected[i]!.AsObject();
            MultipartReader.Part was = actual[i];
            string place = $"part {i + 1} ('{was.Name}')";
            if (FileName(part["filename"]?.GetValue<string>()) is var file && file != FileName(was.FileName))
                return $"{place} filename: expected '{file}', was '{was.FileName}'";
            if (part["content_type"]?.GetValue<string>() is { } type && MediaType(type) != MediaType(was.ContentType))
                return $"{place} content type: expected {type}, was {was.ContentType}";
            string? difference = part switch
            {
                _ when part.ContainsKey("json") => JsonDifference(place, part["json"], JsonNode.Parse(was.Text)),
                _ when part["text"]?.GetValue<string>() is { } text =>
                    ids.Matches(Filled(text), was.Text) ? null : TextDifference(place, text, was.Text),
                _ => BytesDifference(place, part, was.Content),
            };
            if (difference is not null)
                return difference;
        }

        return null;
    }

    /// <summary>Neither folders nor their encoding need to match.</summary>
    private static string? FileName(string? name) => name is null ? null : Path.GetFileName(Uri.UnescapeDataString(name));

    /// <summary>
    /// JSON texts line by line are compared as JSON. Empty: no difference; <see langword="null"/>: they are no such texts.
    /// </summary>
    private string? LinesDifference(string expected, string actual)
    {
        string[] wanted = expected.Split('\n');
        string[] sent = actual.Split('\n');
        if (wanted.Length != sent.Length || wanted.Length < 2)
            return null;
        for (int i = 0; i < wanted.Length; i++)
        {
            if (wanted[i].Length == 0 && sent[i].Length == 0)
                continue;
            if (!TryParse(wanted[i], out JsonNode? left) || !TryParse(sent[i], out JsonNode? right))
                return null;
            if (JsonDifference($"body line {i + 1}", left, right) is { } difference)
                return difference;
        }

        return string.Empty;
    }

    private static bool TryParse(string text, out JsonNode? node)
    {
        try
        {
            node = JsonNode.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            node = null;
            return false;
        }
    }

    private string? JsonDifference(string place, JsonNode? expected, JsonNode? actual) =>
        JsonComparer.Difference(place, expected, actual, (left, right) => ids.Matches(Filled(left), right));

    private string Filled(string text) => text.Replace("{BASE}", server.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);

    private static string? BytesDifference(string place, JsonObject expected, byte[] actual)
    {
        long length = expected["length"]!.GetValue<long>();
        if (length != actual.Length)
            return $"{place}: expected {length} bytes, was {actual.Length}";
        string hash = Convert.ToHexStringLower(SHA256.HashData(actual));
        return hash == expected["sha256"]!.GetValue<string>() ? null : $"{place}: the bytes differ (sha256 {hash})";
    }

    private static bool IsEmptyObjectWithoutNeed(ReceivedRequest actual) =>
        actual.Method is "GET" or "DELETE" && actual.Text.Trim() == "{}";

    private static string TextDifference(string place, string expected, string actual) =>
        $"{place}: expected {Shorten(expected)}, was {Shorten(actual)}";

    private static string Shorten(string text) => text.Length <= 300 ? text : text[..300] + "…";
}
