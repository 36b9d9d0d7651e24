using System.Text;
using System.Text.Json;
using LabelingGen.Core.Json;
using LabelingGen.Testing.Models;

namespace LabelingGen.Core.Tests.Json;

/// <summary>
/// JSON from a hostile or broken server ends in one type of exception, never in a crash, and in time that grows with its size only.
/// </summary>
public class HostileJsonTests
{
    [Theory]
    [InlineData("""{"id":"text","name":"a"}""", "ProbeModel.id: expected an integer, found a string.")]
    [InlineData("""{"id":1,"name":5}""", "ProbeModel.name: expected a string, found a number.")]
    [InlineData("[]", "ProbeModel: expected a JSON object, found an array.")]
    public void A_required_member_of_another_type_is_named(string json, string message) =>
        Should.Throw<JsonException>(() => Read(json)).Message.ShouldBe(message);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"id":1,"name":"a" """)]
    [InlineData("""{"id":1,"name":"a","x":[1,}""")]
    [InlineData("""{"id":1,"name":"a"} 1""")]
    [InlineData("""{"id":1,"name":"\ud800"}""")]
    [InlineData("""{"id":1,"name":"a","x":"\ud800"}""")]
    [InlineData("""{"id":1,"name":"a","x":{"y":["\udc00\ud800"]}}""")]
    [InlineData("""{"id":1,"name":"a","\ud800":1}""")]
    [InlineData("""{"id":1,"name":"a","child":{"id":1,"name":"\udfff"}}""")]
    [InlineData("<html></html>")]
    public void Malformed_text_is_a_json_exception(string json) => Should.Throw<JsonException>(() => Read(json));

    [Theory]
    [InlineData(new byte[] { 0xff })]
    [InlineData(new byte[] { 0xc0, 0xaf })]
    [InlineData(new byte[] { 0xed, 0xa0, 0x80 })]
    [InlineData(new byte[] { 0xe2, 0x82 })]
    public void Bytes_that_are_no_utf8_are_a_json_exception(byte[] bytes)
    {
        foreach (string name in new[] { "name", "unknown", "score" })
        {
            byte[] json = [.. Encoding.UTF8.GetBytes($"{{\"id\":1,\"{name}\":\""), .. bytes, .. "\"}"u8];
            Should.Throw<JsonException>(() => JsonCodec.FromUtf8(json, ProbeModel.Read));
        }

        byte[] inName = [.. "{\"id\":1,\""u8, .. bytes, .. "\":1}"u8];
        Should.Throw<JsonException>(() => JsonCodec.FromUtf8(inName, ProbeModel.Read));
    }

    [Fact]
    public void Depth_ends_in_an_exception_not_in_the_stack()
    {
        string unknown = "{\"id\":1,\"name\":\"a\",\"x\":" + new string('[', 100_000);
        string known = string.Concat(Enumerable.Repeat("{\"id\":1,\"child\":", 100_000));
        Should.Throw<JsonException>(() => Read(unknown));
        Should.Throw<JsonException>(() => Read(known));
        // A caller's own reader may allow more than the stack does.
        Should.Throw<JsonException>(() =>
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(known), new JsonReaderOptions { MaxDepth = int.MaxValue });
            reader.Read();
            ProbeModel.Read(ref reader);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_hundred_thousand_properties_take_linear_time(bool isSameName)
    {
        long few = Work(10_000, isSameName);
        long many = Work(100_000, isSameName);
        // Bytes are counted rather than milliseconds: a quadratic algorithm of this kind copies or compares its way through them.
        ((double)many / few).ShouldBeLessThan(20);
    }

    [Fact]
    public void A_hundred_thousand_properties_come_back()
    {
        string json = Properties(100_000, isSameName: false);
        JsonEquality.Canonical(ModelRoundTrip.Repeat<ProbeModel>(Encoding.UTF8.GetBytes(json))).ShouldBe(JsonEquality.Canonical(json));
    }

    [Fact]
    public void Segments_of_one_byte_read_like_one_piece()
    {
        byte[] json = Encoding.UTF8.GetBytes(
            """{"id":12,"name":"h\u00e9llo","score":1.25,"points":[1,2.5],"createdAt":"2024-01-02T03:04:05Z","x":"\u4e2d"}""");
        var reader = new Utf8JsonReader(OneByteSegments.Of(json));
        reader.Read();
        ProbeModel model = ProbeModel.Read(ref reader);
        JsonEquality.Canonical(JsonCodec.ToBinaryData(model, ProbeModel.Write).ToMemory().Span).ShouldBe(JsonEquality.Canonical(json));
    }

    private static long Work(int count, bool isSameName)
    {
        byte[] json = Encoding.UTF8.GetBytes(Properties(count, isSameName));
        long before = GC.GetAllocatedBytesForCurrentThread();
        JsonCodec.FromUtf8(json, ProbeModel.Read);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Properties(int count, bool isSameName) => "{\"id\":1,\"name\":\"a\"," + string.Join(
        ",", Enumerable.Range(0, count).Select(i => isSameName ? $"\"x\":{i}" : $"\"x{i}\":{i}")) + "}";

    private static ProbeModel Read(string json) => JsonCodec.FromUtf8(Encoding.UTF8.GetBytes(json), ProbeModel.Read);
}
