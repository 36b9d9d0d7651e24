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
