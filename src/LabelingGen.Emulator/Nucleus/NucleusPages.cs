using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Pages asked for with <c>pageToken</c> and <c>pageSize</c> in the body.</summary>
internal static class NucleusPages
{
    public static JsonObject Page(
        JsonObject body, IEnumerable<JsonObject> rows, string member = "items", int defaultSize = 10_000, int largest = 100_000)
    {
        int size = body.Number("pageSize") ?? defaultSize;
        if (size < 1 || size > largest)
            throw JsonMembers.Wrong("pageSize", $"from 1 to {largest}");
        int start = Read(body.Text("pageToken"));
        List<JsonObject> page = [.. rows.Skip(start).Take(size + 1)];
        bool more = page.Count > size;
        return new()
        {
            [member] = page.Take(size).Select(JsonNode? (r) => r).ToJson(),
            ["nextPageToken"] = more ? Convert.ToBase64String(Encoding.UTF8.GetBytes((start + size).ToString(CultureInfo.InvariantCulture)))
                : null,
        };
    }

    private static int Read(string? token)
    {
        if (string.IsNullOrEmpty(token))
            return 0;
        byte[] buffer = new byte[token.Length];
        return Convert.TryFromBase64String(token, buffer, out int length)
            && int.TryParse(Encoding.UTF8.GetString(buffer, 0, length), NumberStyles.None, CultureInfo.InvariantCulture, out int start)
            ? start
            : throw JsonMembers.Wrong("pageToken", "a token of this list");
    }
}
