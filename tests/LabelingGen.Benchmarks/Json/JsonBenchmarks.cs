using System.Text.Json;
using BenchmarkDotNet.Attributes;
using LabelingGen.Benchmarks.Json.Generated;
using LabelingGen.Core.Json;

namespace LabelingGen.Benchmarks.Json;

/// <summary>Reading a page of 1 MB, for BenchmarkDotNet.</summary>
[MemoryDiagnoser]
public class JsonBenchmarks
{
    private readonly byte[] _text = PageText.Tasks();

    /// <summary>The generated model.</summary>
    [Benchmark]
    public object Generated() => JsonCodec.FromUtf8(_text, TaskPage.Read);

    /// <summary>System.Text.Json with source generation.</summary>
    [Benchmark(Baseline = true)]
    public object? SourceGeneration() => JsonSerializer.Deserialize(_text, PeerContext.Default.PeerPage);

    /// <summary>System.Text.Json with reflection.</summary>
    [Benchmark]
    public object? Reflection() => JsonSerializer.Deserialize<PeerPage>(_text, JsonRatios.ReflectionOptions);
}
