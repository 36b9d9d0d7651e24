using System.Text.RegularExpressions;
using Google.Protobuf;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Testing;

namespace LabelingGen.Clarifai.Tests.Wire;

/// <summary>What the vendor's own client sends, ours sends: equal as messages, but for ids that are made up.</summary>
public sealed partial class WireParityTests
{
    private static readonly string[] Modules = ["App.list_modules()", "App.list_installed_module_versions()",
        "App.create_module(\"mod\",\"desc\")",
        "App.delete_module(\"mod\")", "Module.list_versions()"];

    public static TheoryData<string> Calls => [.. WireCalls.All.Keys];

    [Fact]
    public void Every_recorded_call_is_made()
    {
        if (RepositoryPaths.InShared("wire", "clarifai", "requests.jsonl") is null)
            return;
        IReadOnlyDictionary<string, List<(string, IMessage)>> recorded = WireFixture.Load();
        recorded.Keys.Order(StringComparer.Ordinal).ShouldBe(WireCalls.All.Keys.Concat(Modules).Order(StringComparer.Ordinal));
        recorded.Values.Sum(r => r.Count).ShouldBe(91);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Is_as_recorded(string call)
    {
        if (RepositoryPaths.InShared("wire", "clarifai", "requests.jsonl") is null)
            return;
        await CompareAsync(call, WireCalls.All[call]);
    }

    internal static async Task CompareAsync(string call, Func<ClarifaiClient, Task> make)
    {
        FakeService service = WireAnswers.Create(call);
        int ids = 0;
        ClarifaiClientOptions options = service.Options;
        options.NewId = () => $"1111{Interlocked.Increment(ref ids):x28}";
        await make(new ClarifaiClient(service, options));

        List<(string Method, IMessage Request)> sent = [.. service.Calls.Select(c => (c.Method, Normal(c.Request)))];
        foreach ((string method, IMessage request) in WireFixture.Load()[call])
        {
            if (request is DeleteInputsRequest { Ids.Count: 0 })
            {
                // See WireFixture.Deviations: nothing failed, so nothing is deleted.
                sent.ShouldNotContain(s => s.Method == method);
                continue;
            }

            IMessage expected = Normal(request);
            if (WireFixture.Deviations.ContainsKey(call) && expected is PostInputsSearchesRequest search)
                search.Pagination.PerPage = 1000;
            int index = sent.FindIndex(s => s.Method == method && s.Request.Equals(expected));
            index.ShouldBeGreaterThanOrEqualTo(0,
                $"{method} {expected}\nwas not sent; sent was\n{string.Join('\n', sent.Select(s => $"{s.Method} {s.Request}"))}");
            sent.RemoveRange(0, index + 1);
        }
    }

    private static IMessage Normal(IMessage message)
    {
        IMessage normal = JsonParser.Default.Parse(MadeUp().Replace(JsonFormatter.Default.Format(message), "#"), message.Descriptor);
        if (normal is PostRunnerItemOutputsRequest outputs)
        {
            foreach (Output output in outputs.RunnerItemOutputs[0].MultiOutputResponse.Outputs.Where(o => o.Status.StackTrace.Count > 0))
                output.Status.StackTrace.Clear();
        }

        return normal;
    }

    [GeneratedRegex("1111[0-9a-f]{28}")]
    private static partial Regex MadeUp();
}
