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
        WithoutRepetition(service.Methods).ShouldBe(sends);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Is_as_recorded(string call)
    {
        if (call == Absent)
            return;
        WireCall parsed = WireCall.Parse(call);
        await CompareAsync(call, WireCalls.Special.GetValueOrDefault(call) ?? (async c =>
        {
            await WireMethods.All[parsed.Target].Make(c, parsed);
            parsed.RequireNoteRead();
        }));
    }

    [Theory]
    [InlineData("Search.query(ranks unicorns)")]
    [InlineData("Dataset.upload_from_csv(unicorns)")]
    [InlineData("Dataset.upload_dataset(unicorns)")]
    [InlineData("Inputs.upload_from_url(unicorns)")]
    [InlineData("Model.evaluate(unicorns)")]
    [InlineData("Model.predict(unicorns)")]
    public async Task A_note_without_counterpart_is_no_other_call(string call)
    {
        WireCall parsed = WireCall.Parse(call);
        FakeService service = WireAnswers.Create(call);
        await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            await WireMethods.All[parsed.Target].Make(new ClarifaiClient(service, service.Options), parsed);
            parsed.RequireNoteRead();
        });
    }

    internal static async Task CompareAsync(string call, Func<ClarifaiClient, Task> make)
    {
        FakeService service = WireAnswers.Create(call);
        int ids = 0;
        ClarifaiClientOptions options = service.Options;
        options.NewId = () => $"1111{Interlocked.Increment(ref ids):x28}";
        await make(new ClarifaiClient(service, options));

        List<(string Method, IMessage Request)> expected = [.. WireFixture.Expected(call)];
        RequireMethods(call, [.. service.Methods], [.. expected.Select(static recorded => recorded.Method)]);
        List<(string Method, IMessage Request)> sent = [.. service.Calls.Select(c => (c.Method, Normal(c.Request)))];
        foreach ((string method, IMessage request) in expected)
        {
            IMessage normal = Normal(request);
            int index = sent.FindIndex(s => s.Method == method && s.Request.Equals(normal));
            index.ShouldBeGreaterThanOrEqualTo(0,
                $"{method} {normal}\nwas not sent; sent was\n{string.Join('\n', sent.Select(s => $"{s.Method} {s.Request}"))}");
            sent.RemoveRange(0, index + 1);
        }
    }

    /// <summary>
    /// Fails when other methods were called than those of the recording, or, where it has only what is peculiar to the call, than the facts
    /// tell for every call of the kind.
    /// </summary>
    private static void RequireMethods(string call, string[] called, string[] recorded)
    {
        if (WireFixture.Sequences.TryGetValue(call, out string? sequence))
            called.ShouldBe(sequence.Split(' '));
        else if (WireMethods.All.TryGetValue(WireCall.Parse(call).Target, out (Func<ClarifaiClient, WireCall, Task>, string Sends) facts)
            && !called.SequenceEqual(recorded) && WithoutRepetition(recorded) != facts.Sends)
            WithoutRepetition(called).ShouldBe(facts.Sends);
        else
            called.ShouldBe(recorded);
    }

    private static string WithoutRepetition(IEnumerable<string> methods)
    {
        List<string> distinct = [];
        foreach (string method in methods)
        {
            if (method != distinct.LastOrDefault())
                distinct.Add(method);
        }

        return string.Join(' ', distinct);
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
