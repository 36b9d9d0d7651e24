using System.Text.Json.Nodes;

namespace LabelingGen.Testing.Wire;

/// <summary>
/// A recorded call of a vendor's official client. The expected parts may be corrected where the recording says it deviates.
/// </summary>
public sealed class WireCase
{
    private WireCase(string path, JsonObject json)
    {
        FilePath = path;
        Json = json;
    }

    /// <summary>The whole recording.</summary>
    public JsonObject Json { get; }

    /// <summary>Path of the recording.</summary>
    public string FilePath { get; }

    /// <summary>Name of the case.</summary>
    public string Name => Json["case"]!.GetValue<string>();

    /// <summary>The vendor.</summary>
    public string Vendor => Json["vendor"]!.GetValue<string>();

    /// <summary>The call as a program.</summary>
    public string Program => string.Join('\n', Json["sdk_call"]!.AsArray().Select(l => l!.GetValue<string>()));

    /// <summary>The requests that are expected.</summary>
    public JsonArray Requests => Json["requests"]!.AsArray();

    /// <summary>The answers to give.</summary>
    public JsonArray Responses => Json["responses"]?.AsArray() ?? [];

    /// <summary>The result or exception that is expected.</summary>
    public JsonObject Outcome => Json["outcome"]!.AsObject();

    /// <summary>How the official client behaves in a questionable way, if it does.</summary>
    public string? KnownDeviation => Json["known_deviation"]?.GetValue<string>();

    /// <summary>Values the client makes up itself.</summary>
    public IReadOnlyList<string> GeneratedIds => Json["generated_ids"] switch
    {
        JsonArray ids => [.. ids.Select(i => i!.GetValue<string>())],
        JsonObject ids => [.. ids.Select(i => i.Value!.GetValue<string>())],
        _ => [],
    };

    /// <summary>Whether requests may come in any order.</summary>
    public bool AnyOrder => Json["request_order"]?.GetValue<string>() == "any";

    /// <summary>Reads a recording.</summary>
    public static WireCase Load(string path) => new(path, JsonNode.Parse(File.ReadAllText(path))!.AsObject());
}
