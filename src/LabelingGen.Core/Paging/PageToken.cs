using System.ClientModel;
using System.Text.Json;

namespace LabelingGen.Core;

/// <summary>
/// Where a list goes on: <c>{"v":1,"op":"Tasks.List","of":"…","at":"…"}</c>, with a digest of the first request, so that a token is not
/// used on a list with other filters.
/// </summary>
internal static class PageToken
{
    private const int Version = 1;

    public static ContinuationToken Create(string operation, string digest, string position)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteNumber("v", Version);
            writer.WriteString("op", operation);
            writer.WriteString("of", digest);
            writer.WriteString("at", position);
            writer.WriteEndObject();
        }

        return ContinuationToken.FromBytes(BinaryData.FromBytes(stream.ToArray()));
    }

    public static string ReadPosition(string operation, string digest, ContinuationToken token)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(token.ToBytes());
            JsonElement root = document.RootElement;
            if (root.GetProperty("v").GetInt32() != Version)
                throw new ArgumentException("The token was made by another version of this library.", nameof(token));
            string? op = root.GetProperty("op").GetString();
            if (!string.Equals(op, operation, StringComparison.Ordinal))
                throw new ArgumentException($"The token belongs to {op}, not to {operation}.", nameof(token));
            if (!string.Equals(root.GetProperty("of").GetString(), digest, StringComparison.Ordinal))
                throw new ArgumentException($"The token belongs to a list of {operation} with other arguments.", nameof(token));
            return root.GetProperty("at").GetString() ?? throw new ArgumentException("The token names no position.", nameof(token));
        }
        catch (Exception malformed)
            when (malformed is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ArgumentException("This is not a token of a list.", nameof(token), malformed);
        }
    }
}
