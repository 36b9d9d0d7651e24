using BenchmarkDotNet.Attributes;
using LabelingGen.Benchmarks.Json;
using LabelingGen.Benchmarks.Json.Generated;

namespace LabelingGen.Benchmarks.Calls;

/// <summary>One call without any network, for BenchmarkDotNet.</summary>
[MemoryDiagnoser]
public class CallBenchmarks
{
    private static readonly Uri Nowhere = new("https://api.test");

    private readonly PageClient _generated = CallRatios.Client(new CannedHandler(PageText.State()), Nowhere);
    private readonly PeerTaskClient _byHand = new(new CannedHandler(PageText.State()), Nowhere);

    /// <summary>The generated client.</summary>
    [Benchmark]
    public Task Generated() => _generated.GetTaskAsync("64a1f0");

    /// <summary><see cref="HttpClient"/> with System.Text.Json source generation.</summary>
    [Benchmark(Baseline = true)]
    public Task ByHand() => _byHand.GetTaskAsync("64a1f0");
}
