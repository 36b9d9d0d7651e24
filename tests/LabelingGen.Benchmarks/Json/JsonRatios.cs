using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LabelingGen.Benchmarks.Json.Generated;
using LabelingGen.Core.Json;

namespace LabelingGen.Benchmarks.Json;

/// <summary>Generated models against System.Text.Json source generation: row 3 of the goals.</summary>
internal static class JsonRatios
{
    private const double UnionMilliseconds = 0.5;
    private const double UnionBytes = 0.5 * 1024 * 1024;

    /// <summary>The conventions of the page, for System.Text.Json without source generation.</summary>
    public static JsonSerializerOptions ReflectionOptions { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public static IEnumerable<Ratio> Measure()
    {
        byte[] text = PageText.Tasks();
        TaskPage ours = JsonCodec.FromUtf8(text, TaskPage.Read);
        PeerPage peer = JsonSerializer.Deserialize(text, PeerContext.Default.PeerPage)!;

        (Measurement read, Measurement peerRead) = Measurement.Compare(
            () => JsonCodec.FromUtf8(text, TaskPage.Read),
            () => JsonSerializer.Deserialize(text, PeerContext.Default.PeerPage));
        yield return new Ratio("json-read-1MB-ms", read.Milliseconds, peerRead.Milliseconds);
        yield return new Ratio("json-read-1MB-bytes", read.Bytes, peerRead.Bytes);

        (Measurement again, Measurement reflection) = Measurement.Compare(
            () => JsonCodec.FromUtf8(text, TaskPage.Read), () => JsonSerializer.Deserialize<PeerPage>(text, ReflectionOptions));
        yield return new Ratio("json-read-1MB-reflection-ms", again.Milliseconds, reflection.Milliseconds);

        if (NSwagClient.TryCreate(out string? reason) is { } client)
        {
            (again, Measurement newtonsoft) = Measurement.Compare(
                () => JsonCodec.FromUtf8(text, TaskPage.Read), () => client.Read(text), rounds: 100);
            yield return new Ratio("json-read-1MB-nswag-newtonsoft-ms", again.Milliseconds, newtonsoft.Milliseconds);
        }
        else
        {
            Console.Error.WriteLine($"json-read-1MB-nswag-newtonsoft-ms: not measured, {reason}");
        }

        var buffer = new ArrayBufferWriter<byte>(text.Length * 2);
        using var writer = new Utf8JsonWriter(buffer);
        (Measurement write, Measurement peerWrite) = Measurement.Compare(
            () => Write(buffer, writer, () => TaskPage.Write(writer, ours)),
            () => Write(buffer, writer, () => JsonSerializer.Serialize(writer, peer, PeerContext.Default.PeerPage)));
        yield return new Ratio("json-write-1MB-ms", write.Milliseconds, peerWrite.Milliseconds);

        byte[] unions = PageText.Unions();
        (Measurement mixed, _) = Measurement.Compare(() => JsonCodec.FromUtf8(unions, MixedPage.Read), () => { });
        yield return new Ratio("json-unions-100-ms", mixed.Milliseconds, UnionMilliseconds);
        yield return new Ratio("json-unions-100-bytes", mixed.Bytes, UnionBytes);
    }

    private static void Write(ArrayBufferWriter<byte> buffer, Utf8JsonWriter writer, Action write)
    {
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        write();
        writer.Flush();
    }
}
