using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Testing;

namespace LabelingGen.Clarifai.Tests.Wire;

/// <summary>The recorded requests of the vendor's own client, by the call that sent them.</summary>
internal static class WireFixture
{
    /// <summary>Calls in which the vendor's client does what it should not, and what ours sends instead.</summary>
    public static readonly IReadOnlyDictionary<string, string> Deviations = new Dictionary<string, string>
    {
        ["DeleteInputs of nothing"] = "It is sent although no input failed.",
        ["Search.query(top_k=1500)"] = "The last page has another size, so that hits 501 to 1000 come twice.",
    };

    public static IReadOnlyDictionary<string, List<(string Method, IMessage Request)>> Load()
    {
        Dictionary<string, List<(string, IMessage)>> calls = [];
        if (RepositoryPaths.InShared("wire", "clarifai", "requests.jsonl") is not { } recording)
            return calls;
        Dictionary<string, MessageDescriptor> requests = Requests();
        foreach (string line in File.ReadLines(recording))
        {
            JsonNode entry = JsonNode.Parse(line)!;
            if (entry["rpc"]?.GetValue<string>() is not { } method)
                continue;
            string sdk = entry["sdk"]!.GetValue<string>();
            JsonObject request = entry["request"]!.AsObject();
            Rename(request);
            if (!calls.TryGetValue(sdk, out List<(string, IMessage)>? list))
                calls.Add(sdk, list = []);
            list.Add((method, JsonParser.Default.Parse(request.ToJsonString(), requests[method])));
        }

        return calls;
    }

    private static Dictionary<string, MessageDescriptor> Requests() => new[] { ServiceReflection.Descriptor, ModulesReflection.Descriptor }
        .SelectMany(f => f.Services).SelectMany(s => s.Methods).ToDictionary(m => m.Name, m => m.InputType, StringComparer.Ordinal);

    /// <summary>The recording has the names of the older release.</summary>
    private static void Rename(JsonObject request)
    {
        if (request.Remove("item_id", out JsonNode? item))
            request["runner_item_id"] = item;
    }
}
