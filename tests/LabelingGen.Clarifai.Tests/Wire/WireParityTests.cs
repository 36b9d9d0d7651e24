using System.Text.RegularExpressions;
using Google.Protobuf;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Testing;

namespace LabelingGen.Clarifai.Tests.Wire;

/// <summary>What the vendor's own client sends, ours sends: equal as messages, but for ids that are made up.</summary>
public sealed partial class WireParityTests
{
    private const string Absent = "the recording is absent here";

    public static TheoryData<string> Calls =>
        [.. WireFixture.Load().Keys.Where(c => !WireMethods.Legacy.Contains(WireCall.Parse(c).Target)).DefaultIfEmpty(Absent)];

    public static TheoryData<string> Methods => [.. WireMethods.All.Keys];

    [Fact]
    public void Every_recorded_call_is_made()
    {
        if (RepositoryPaths.InShared("wire", "clarifai", "requests.jsonl") is null)
            return;
        IReadOnlyDictionary<string, List<(string, IMessage)>> recorded = WireFixture.Load();
        recorded.Keys.Select(c => WireCall.Parse(c).Target).Except(WireMethods.All.Keys).Except(WireMethods.Legacy).ShouldBeEmpty();
        WireCalls.Special.Keys.Except(recorded.Keys).ShouldBeEmpty();
        recorded.Values.Sum(r => r.Count).ShouldBeGreaterThanOrEqualTo(91);
    }

    [Fact]
    public void Every_method_of_the_facts_is_mapped()
    {
        if (RepositoryPaths.InShared("facts", "clarifai.md") is not { } facts)
            return;
        List<string> methods = [];
        foreach (string line in File.ReadLines(facts).SkipWhile(l => !l.StartsWith("## 6", StringComparison.Ordinal)))
        {
            string[] names = line.StartsWith("| ", StringComparison.Ordinal)
                ? line.Split('|')[1].Split(',', StringSplitOptions.TrimEntries)
                : [];
            if (names.Length > 0 && names[0].Split('.') is [var type, var first] && !first.Contains(' ', StringComparison.Ordinal))
                methods.AddRange(names.Select((name, i) => $"{type}.{(i == 0 ? first : name)}"));
        }

        methods.Count.ShouldBe(96);
        methods.Where(m => !m.EndsWith(".__init__", StringComparison.Ordinal)).Except(WireMethods.All.Keys)
            .Except(WireMethods.Legacy).Except(WireMethods.Silent).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Every_method_calls_what_the_facts_say(string target)
    {
        (Func<ClarifaiClient, WireCall, Task> make, string sends) = WireMethods.All[target];
        FakeService service = WireAnswers.Create(target);
        await make(new ClarifaiClient(service, service.Options), WireCall.Parse(target));
        string[] methods = [.. service.Methods];
        string.Join(' ', methods.Where((m, i) => i == 0 || m != methods[i - 1])).ShouldBe(sends);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Is_as_recorded(string call)
    {
        if (call == Absent)
            return;
        WireCall parsed = WireCall.Parse(call);
        await CompareAsync(call, WireCalls.Special.GetValueOrDefault(call) ?? (c => WireMethods.All[parsed.Target].Make(c, parsed)));
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
