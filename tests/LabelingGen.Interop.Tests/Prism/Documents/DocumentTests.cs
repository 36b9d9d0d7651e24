using System.Reflection;
using LabelingGen.Core;
using LabelingGen.Generator.Planning.Operations;
using LabelingGen.Generator.Tests.Corpus;
using Xunit.Abstractions;

namespace LabelingGen.Interop.Tests.Prism.Documents;

/// <summary>
/// Generated clients of shared documents talk to Prism, a validating mock of the same document: it accepts every request, and every example
/// answer is read and written again as it came.
/// </summary>
public sealed class DocumentTests(ITestOutputHelper output)
{
    /// <summary>What Prism or the document, and not the client, gets wrong: "document method path", and why.</summary>
    private static readonly Dictionary<string, string> Known = new()
    {
        ["ollama-31 POST /api/generate"] = NoLines,
        ["ollama-31 POST /api/chat"] = NoLines,
        ["ollama-31 POST /api/create"] = NoLines,
        ["ollama-31 POST /api/pull"] = NoLines,
        ["ollama-31 POST /api/push"] = NoLines,
        ["twilio-lookups GET /v2/PhoneNumbers/{PhoneNumber}"] =
            "Prism makes an answer its own validation refuses: null where an object or null is declared.",
        ["unitycatalog POST /tables"] = NullableProperty,
        ["unitycatalog GET /tables"] = NullableProperty,
        ["unitycatalog GET /tables/{full_name}"] = NullableProperty,
        ["vonage-voice GET /"] = "The document's example is no UUID, and its format says it is.",
        ["vonage-voice GET /{uuid}"] = "The document's example is no UUID, and its format says it is.",
        ["vonage-voice POST /"] = "Exactly one of two schemas is to fit, and the made-up body fits none: the alternatives differ in what they require beside a list.",
    };

    private const string NullableProperty = "Prism takes a property that is called nullable for the keyword, and refuses its own answer.";
    private const string NoLines = "Prism writes no application/x-ndjson.";

    [Theory]
    [InlineData("petstore-v2-20", 15)]
    [InlineData("museum-31", 5)]
    [InlineData("uspto", 2)]
    [InlineData("alertmanager-20", 5)]
    [InlineData("unitycatalog", 40)]
    [InlineData("ollama-31", 10)]
    [InlineData("readme-train-travel-31", 5)]
    [InlineData("twilio-lookups", 1)]
    [InlineData("vonage-voice", 5)]
    [InlineData("lakefs", 100)]
    [InlineData("spotify", 60)]
    [InlineData("pokeapi-31", 60)]
    public async Task Every_request_is_accepted_and_every_answer_is_read(string name, int atLeast)
    {
        if (CorpusDocument.All.FirstOrDefault(candidate => candidate.Name == name) is not { } document)
            return;
        using PrismPeer? peer = await PrismPeer.StartAsync(document.Path);
        if (peer is null)
            return;
        DocumentClient client = new(document.Read(), peer.Address);
        List<string> wrong = [];
        int calls = 0;
        foreach ((string owner, MethodPlan method) in client.Methods)
        {
            calls++;
            if (await ProblemAsync(client, owner, method) is not { } problem)
                continue;
            string place = $"{name} {method.Call.Method} {method.Call.Path}";
            if (Known.TryGetValue(place, out string? reason))
                output.WriteLine($"{place}: {reason}");
            else
                wrong.Add($"{place} ({owner}.{method.Name}): {problem}");
        }

        output.WriteLine($"{name}: {calls} calls");
        wrong.ShouldBeEmpty();
        calls.ShouldBeGreaterThanOrEqualTo(atLeast);
    }

    private static async Task<string?> ProblemAsync(DocumentClient client, string owner, MethodPlan method)
    {
        try
        {
            return await client.CallAsync(owner, method);
        }
        // An answer that the document has as the only one, or first: it was read all the same.
        catch (ApiException error) when (error.Status is >= 300 and not 401
            && !(error.GetRawResponse()?.Content.ToString() ?? "").Contains("prism/errors", StringComparison.Ordinal))
        {
            return null;
        }
        catch (ApiException error)
        {
            return $"{error.Status} {error.GetRawResponse()?.Content}";
        }
        catch (TargetInvocationException error)
        {
            return error.InnerException!.ToString();
        }
    }
}
