using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LabelingGen.Emulator;

/// <summary>One request as a handler sees it: route values decoded, body buffered unless the route streams.</summary>
internal sealed class EmulatorRequest(HttpContext context, IReadOnlyDictionary<string, string> routeValues, ReadOnlyMemory<byte> body)
{
    private JsonNode? _json;
    private bool _parsed;

    public HttpContext Context { get; } = context;

    public string Method => Context.Request.Method;

    public ReadOnlyMemory<byte> Body { get; } = body;

    /// <summary>What the vendor's authentication found out, such as the account.</summary>
    public object? Principal { get; set; }

    public string this[string routeParameter] => routeValues[routeParameter];

    public string? Header(string name) => Context.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;

    public string? Query(string name) => Context.Request.Query.TryGetValue(name, out var values) && values.Count > 0 ? values[^1] : null;

    public string[] QueryAll(string name)
    {
        var query = Context.Request.Query;
        return query.TryGetValue(name, out var values) || query.TryGetValue(name + "[]", out values)
            ? values.Where(v => v is not null).Select(v => v!).ToArray()
            : [];
    }

    public bool? QueryFlag(string name) => Query(name) switch
    {
        null or "" => null,
        "true" or "True" or "1" => true,
        "false" or "False" or "0" => false,
        string other => throw new VendorErrorException(400, $"Parameter is invalid, reason: \"{name}\" must be a boolean, not '{other}'"),
    };

    public int QueryNumber(string name, int absent, int least, int most)
    {
        string? text = Query(name);
        if (string.IsNullOrEmpty(text))
            return absent;
        return int.TryParse(text, out int value) && value >= least && value <= most
            ? value
            : throw new VendorErrorException(400, $"Parameter is invalid, reason: \"{name}\" must be a number from {least} to {most}");
    }

    /// <summary>The body as JSON; null when there is none.</summary>
    /// <exception cref="VendorErrorException">The body is not JSON.</exception>
    public JsonNode? Json()
    {
        if (_parsed)
            return _json;
        try
        {
            _json = Body.IsEmpty ? null : JsonBody.Parse(Body.Span);
            _parsed = true;
            return _json;
        }
        catch (JsonException exception)
        {
            throw new VendorErrorException(400, "The request body is not valid JSON: " + exception.Message);
        }
        catch (InvalidOperationException)
        {
            throw new VendorErrorException(400, "The request body is not valid UTF-8.");
        }
    }

    /// <summary>The body as a JSON object; an empty one when there is no body.</summary>
    /// <exception cref="VendorErrorException">The body is something else.</exception>
    public JsonObject JsonObject() => Json() switch
    {
        null => [],
        JsonObject obj => obj,
        _ => throw new VendorErrorException(400, "The request body must be a JSON object."),
    };
}
