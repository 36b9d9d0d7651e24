using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Testing;

namespace LabelingGen.Clarifai.Tests.Wire;

/// <summary>The recorded requests of the vendor's own client, by the call that sent them.</summary>
internal static class WireFixture
{
    /// <summary>All methods that a call calls, in order, where the recording has one line for one that is called several times.</summary>
    public static readonly IReadOnlyDictionary<string, string> Sequences = new Dictionary<string, string>
    {
        ["App.create_workflow(yaml with new custom model)"] = "GetModel GetModel PostModelVersions PostWorkflows",
        ["App.create_workflow(generate_new_id=True)"] = "GetModel GetModel PostModels PostModelVersions PostWorkflows",
        ["Model.predict_by_filepath"] = "PostModelOutputs PostModelOutputs PostModelOutputs",
        ["Model.predict_by_url (2x MODEL_DEPLOYING then ok)"] = "PostModelOutputs PostModelOutputs PostModelOutputs",
        ["Search.query(top_k=1500)"] = "PostInputsSearches PostInputsSearches",
    };

    /// <summary>The recorded requests of a call, as ours sends them where the vendor's client does what it should not.</summary>
    public static IEnumerable<(string Method, IMessage Request)> Expected(string call) => Load()[call]
        // Inputs are deleted although none failed.
        .Where(static recorded => recorded.Request is not DeleteInputsRequest { Ids.Count: 0 })
        .Select(recorded => (recorded.Method, Corrected(call, recorded.Request)));

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

    private static IMessage Corrected(string call, IMessage request)
    {
        // The vendor's last page has another size, so that hits 501 to 1000 come twice.
        if (call == "Search.query(top_k=1500)" && request is PostInputsSearchesRequest search)
            search.Pagination.PerPage = 1000;
        return request;
    }

    /// <summary>The recording has the names of the older release.</summary>
    private static void Rename(JsonObject request)
    {
        if (request.Remove("item_id", out JsonNode? item))
            request["runner_item_id"] = item;
    }
}
