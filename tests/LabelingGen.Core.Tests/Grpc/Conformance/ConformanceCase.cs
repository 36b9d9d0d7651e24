using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using LabelingGen.Core.Tests.Grpc.Conformance.Messages;
using LabelingGen.Testing;

namespace LabelingGen.Core.Tests.Grpc.Conformance;

/// <summary>Reads the cases of the suite that apply to a gRPC client, and derives what the suite leaves to be derived.</summary>
internal static class ConformanceCase
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true)
        .WithTypeRegistry(TypeRegistry.FromFiles(ConformanceReflection.Descriptor)));

    private static readonly Lazy<IReadOnlyDictionary<string, Scenario>> All = new(ReadAll);

    public static IEnumerable<string> Names => All.Value.Keys;

    public static Scenario Get(string name) => All.Value[name].Clone();

    private static IReadOnlyDictionary<string, Scenario> ReadAll()
    {
        Dictionary<string, Scenario> cases = [];
        if (RepositoryPaths.InShared("suites", "connect-conformance.json") is not { } path)
            return cases;
        foreach (JsonNode? node in JsonNode.Parse(File.ReadAllText(path))!["cases"]!.AsArray())
        {
            if (!node!["appliesToGrpcClient"]!.GetValue<bool>())
                continue;
            JsonObject json = node["case"]!.AsObject();
            // The suite writes an empty message as null.
            if (json["request"]!["cancel"] is JsonObject cancel && cancel.ContainsKey("beforeCloseSend"))
                cancel["beforeCloseSend"] = true;
            if (json["otherAllowedErrorCodes"] is null)
                json.Remove("otherAllowedErrorCodes");
            Scenario one = Parser.Parse<Scenario>(json.ToJsonString());
            one.ExpectedResponse ??= Derive(one.Request);
            cases.Add(node["name"]!.GetValue<string>(), one);
        }

        return cases;
    }

    private static Scenario.Types.Expected Derive(Scenario.Types.Request request)
    {
        Scenario.Types.Expected expected = new();
        Any first = request.RequestMessages[0];
        if (first.TryUnpack(out UnaryRequest unary))
            One(expected, unary.ResponseDefinition, request.RequestMessages);
        else if (first.TryUnpack(out ClientStreamRequest client))
            One(expected, client.ResponseDefinition, request.RequestMessages);
        else if (first.TryUnpack(out ServerStreamRequest server))
            Many(expected, server.ResponseDefinition, i => i == 0 ? request.RequestMessages : []);
        else if (first.TryUnpack(out BidiStreamRequest bidi))
        {
            Many(expected, bidi.ResponseDefinition, i => !bidi.FullDuplex
                ? i == 0 ? request.RequestMessages : []
                : i < request.RequestMessages.Count ? [request.RequestMessages[i]] : []);
        }

        return expected;
    }

    private static void One(Scenario.Types.Expected expected, UnaryResponseDefinition? definition, IEnumerable<Any> requests)
    {
        expected.ResponseHeaders.Add(definition?.ResponseHeaders ?? []);
        expected.ResponseTrailers.Add(definition?.ResponseTrailers ?? []);
        expected.Error = definition?.Error;
        RequestInfo info = new() { Requests = { requests } };
        if (expected.Error is null)
            expected.Payloads.Add(new ConformancePayload { Data = definition?.ResponseData ?? ByteString.Empty, RequestInfo = info });
        else
            expected.Error.Details.Add(Any.Pack(info));
    }

    private static void Many(Scenario.Types.Expected expected, StreamResponseDefinition definition, Func<int, IEnumerable<Any>> requests)
    {
        expected.ResponseHeaders.Add(definition.ResponseHeaders);
        expected.ResponseTrailers.Add(definition.ResponseTrailers);
        expected.Error = definition.Error;
        for (int i = 0; i < definition.ResponseData.Count; i++)
        {
            ConformancePayload payload = new() { Data = definition.ResponseData[i] };
            if (requests(i).ToArray() is { Length: > 0 } about)
                payload.RequestInfo = new RequestInfo { Requests = { about } };
            expected.Payloads.Add(payload);
        }
    }
}
