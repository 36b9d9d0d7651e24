using System.Reflection;
using System.Text;
using System.Text.Json;
using LabelingGen.Generator.Tests.Clients;
using LabelingGen.Testing.Models;

namespace LabelingGen.Generator.Tests.Models;

/// <summary>Emitted readers on JSON made to hurt: lines 15 to 17 of the security checklist.</summary>
public class HostileJsonTests
{
    private const int StackSize = 1024 * 1024;

    private static readonly Assembly Emitted = GeneratedClient.Of("""
        openapi: 3.1.0
        info: { title: T, version: "1" }
        paths: {}
        components:
          schemas:
            Node:
              type: object
              properties:
                next: { $ref: "#/components/schemas/Node" }
                list: { type: array, items: { $ref: "#/components/schemas/Nested" } }
                map: { type: object, additionalProperties: { $ref: "#/components/schemas/Node" } }
                any: true
                either: { $ref: "#/components/schemas/Either" }
                text: { type: string }
                state: { type: string, enum: [a, b] }
                number: { type: integer, format: int32 }
            Nested: { type: array, items: { $ref: "#/components/schemas/Nested" } }
            Either: { oneOf: [ { $ref: "#/components/schemas/Node" }, { type: array, items: { $ref: "#/components/schemas/Either" } } ] }
            Keyed: { type: object, properties: { a: { type: string } }, additionalProperties: { type: string } }
        """).Load();

    private delegate byte[] Repeater(ReadOnlySpan<byte> json);

    [Theory]
    [InlineData("{\"next\":", "}")]
    [InlineData("{\"list\":[", "]}")]
    [InlineData("{\"map\":{\"a\":", "}}")]
    [InlineData("{\"any\":", "}")]
    [InlineData("{\"any\":[", "]}")]
    [InlineData("{\"either\":", "}")]
    [InlineData("{\"other\":", "}")]
    [InlineData("{\"other\":[", "]}")]
    public void Depth_ends_in_an_exception_on_a_small_stack(string open, string close)
    {
        const int depth = 100_000;
        byte[] json = Encoding.UTF8.GetBytes(Repeat(open, depth) + "null" + Repeat(close, depth));
        Exception? thrown = null;
        Thread thread = new(() => thrown = Record.Exception(() => Of("Node")(json)), StackSize);
        thread.Start();
        thread.Join();
        thrown.ShouldBeAssignableTo<JsonException>();
    }

    [Theory]
    [InlineData("Node", "other{0}")]
    [InlineData("Node", "other")]
    [InlineData("Node", "text")]
    [InlineData("Keyed", "other{0}")]
    [InlineData("Keyed", "other")]
    public void Cost_grows_with_the_number_of_properties_and_no_faster(string type, string name)
    {
        Repeater repeat = Of(type);
        long small = Allocated(repeat, Properties(name, 25_000));
        long large = Allocated(repeat, Properties(name, 100_000));

        // Hash tables double, so that four times as many may cost a little more than four times as much.
        ((double)large / small).ShouldBeLessThan(6);
    }

    [Theory]
    [InlineData("""{"text":"a","text":"b"}""", """{"text":"b"}""")]
    [InlineData("""{"other":1,"other":2}""", """{"other":2}""")]
    [InlineData("""{"number":1,"number":2}""", """{"number":2}""")]
    public void Of_two_properties_of_one_name_the_last_one_counts(string json, string written) =>
        Encoding.UTF8.GetString(Of("Node")(Encoding.UTF8.GetBytes(json))).ShouldBe(written);

    public static TheoryData<string, string> BadTexts()
    {
        TheoryData<string, string> data = [];
        foreach (string place in new[] { "{\"text\":\"*\"}", "{\"state\":\"*\"}", "{\"any\":\"*\"}", "{\"other\":\"*\"}", "{\"*\":1}",
            "{\"map\":{\"*\":null}}" })
        {
            foreach (string bytes in new[] { "80", "c0af", "e080af", "eda080", "f8888080", "ff", "c3", "5c7564383030", "5c7564633030", "00",
                "5c78" })
                data.Add(place, bytes);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(BadTexts))]
    public void Text_that_is_no_text_is_kept_or_refused_with_one_type(string place, string bytes)
    {
        string[] around = place.Split('*');
        byte[] json = [.. Encoding.UTF8.GetBytes(around[0]), .. Convert.FromHexString(bytes), .. Encoding.UTF8.GetBytes(around[1])];
        byte[]? written = null;
        Exception? thrown = Record.Exception(() => written = Of("Node")(json));

        if (thrown is not null)
            thrown.ShouldBeAssignableTo<JsonException>();
        else
            written.ShouldBe(json);
    }

    private static long Allocated(Repeater repeat, byte[] json)
    {
        repeat(json);
        long before = GC.GetAllocatedBytesForCurrentThread();
        repeat(json);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static byte[] Properties(string name, int count) => Encoding.UTF8.GetBytes("{" + string.Join(
        ',', Enumerable.Range(0, count).Select(
            i => $"\"{string.Format(System.Globalization.CultureInfo.InvariantCulture, name, i)}\":\"v\"")) + "}");

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static Repeater Of(string type) => typeof(ModelRoundTrip).GetMethod(nameof(ModelRoundTrip.Repeat))!
        .MakeGenericMethod(Emitted.GetType("Test.Api." + type, throwOnError: true)!).CreateDelegate<Repeater>();
}
