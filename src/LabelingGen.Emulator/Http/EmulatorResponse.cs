using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LabelingGen.Emulator;

/// <summary>An answer before it is written, so that a fault can still damage it.</summary>
internal sealed class EmulatorResponse
{
    public int Status { get; init; } = 200;

    public string? ContentType { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    public List<KeyValuePair<string, string>> Headers { get; } = [];

    /// <summary>What follows the body, where the protocol has it.</summary>
    public List<KeyValuePair<string, string>> Trailers { get; } = [];

    /// <summary>Writes the whole answer by itself (streams, trailers); faults that damage a body do not apply to it.</summary>
    public Func<HttpContext, CancellationToken, Task>? Write { get; init; }

    public static EmulatorResponse Json(JsonNode? node, int status = 200) =>
        new() { Status = status, ContentType = "application/json; charset=utf-8", Body = Serialize(node) };

    public static EmulatorResponse Text(string text, int status = 200, string contentType = "text/plain; charset=utf-8") =>
        new() { Status = status, ContentType = contentType, Body = Encoding.UTF8.GetBytes(text) };

    public static EmulatorResponse Bytes(ReadOnlyMemory<byte> body, string contentType) => new() { ContentType = contentType, Body = body };

    /// <summary>Bytes as storage serves them: with entity tag and digest, and a part of them where one is asked for.</summary>
    public static EmulatorResponse Stored(EmulatorRequest request, ReadOnlyMemory<byte> body, string contentType)
    {
        string digest = Convert.ToBase64String(SHA256.HashData(body.Span));
        string tag = $"\"{digest}\"";
        int from = request.Header("If-Range") == tag
            && RangeHeaderValue.TryParse(request.Header("Range"), out RangeHeaderValue? range)
            && range.Ranges.Count == 1 && range.Ranges.First() is { From: { } start, To: null } && start < body.Length
            ? (int)start
            : 0;
        EmulatorResponse response = new() { Status = from > 0 ? 206 : 200, ContentType = contentType, Body = body[from..] };
        if (from > 0)
            response.With("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{body.Length - 1}/{body.Length}"));
        return response.With("ETag", tag).With("Repr-Digest", $"sha-256=:{digest}:");
    }

    public static EmulatorResponse Empty(int status) => new() { Status = status };

    public static EmulatorResponse Redirect(string location, int status = 302) =>
        new EmulatorResponse { Status = status }.With("Location", location);

    public EmulatorResponse With(string header, string value)
    {
        Headers.Add(new(header, value));
        return this;
    }

    private static byte[] Serialize(JsonNode? node)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            if (node is null)
                writer.WriteNullValue();
            else
                node.WriteTo(writer);
        }

        return stream.ToArray();
    }
}
