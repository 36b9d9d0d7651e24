using System.ClientModel;
using System.Text.Json;

namespace LabelingGen.Core;

/// <summary>A job named for another process: <c>{"v":1,"job":"AppendJob","id":"…"}</c>.</summary>
internal static class JobToken
{
    private const int Version = 1;

    public static ContinuationToken Create(string name, string id)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteNumber("v", Version);
            writer.WriteString("job", name);
            writer.WriteString("id", id);
            writer.WriteEndObject();
        }

        return ContinuationToken.FromBytes(BinaryData.FromBytes(stream.ToArray()));
    }

    public static string ReadId(string name, ContinuationToken token)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(token.ToBytes());
            JsonElement root = document.RootElement;
            if (root.GetProperty("v").GetInt32() != Version)
                throw new ArgumentException("The token was made by another version of this library.", nameof(token));
            string? job = root.GetProperty("job").GetString();
            if (!string.Equals(job, name, StringComparison.Ordinal))
                throw new ArgumentException($"The token names a {job}, not a {name}.", nameof(token));
            return root.GetProperty("id").GetString() is { Length: > 0 } id ? id
                : throw new ArgumentException("The token names no job.", nameof(token));
        }
        catch (Exception malformed)
            when (malformed is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ArgumentException("This is not a token of a job.", nameof(token), malformed);
        }
    }
}
