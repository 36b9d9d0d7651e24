using System.Globalization;
using System.Text;
using System.Text.Json;
using LabelingGen.Core.Json;

namespace LabelingGen.Core.Tests.Json;

/// <summary>The quick way through short numbers agrees with .NET's own, in value and in what counts as spelled plainly.</summary>
public class JsonNumberTests
{
    private const int Seed = 11;

    [Fact]
    public void Doubles_agree_with_the_framework()
    {
        var random = new Random(Seed);
        for (int i = 0; i < 200_000; i++)
        {
            string text = Number(random);
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            reader.Read();
            double value = JsonNumber.ReadDouble(ref reader, out bool isPlain);
            double expected = double.Parse(text, CultureInfo.InvariantCulture);
            BitConverter.DoubleToInt64Bits(value).ShouldBe(BitConverter.DoubleToInt64Bits(expected), $"{text} (seed {Seed})");
            isPlain.ShouldBe(Written(value) == text, $"{text} (seed {Seed})");
        }
    }

    [Fact]
    public void Integers_agree_with_the_framework()
    {
        var random = new Random(Seed);
        for (int i = 0; i < 100_000; i++)
        {
            long number = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
            reader.Read();
            JsonNumber.TryReadInt64(ref reader, out long value, out bool isPlain).ShouldBeTrue();
            value.ShouldBe(number);
            isPlain.ShouldBeTrue();
        }
    }

    [Fact]
    public void Doubles_that_are_whole_are_spelled_as_the_framework_spells_them()
    {
        var random = new Random(Seed);
        double[] edges = [0, -0.0, 1e15, -1e15, 999_999_999_999_999, 1e14, 0.5, 1e300, 4.9e-324, long.MaxValue];
        double[] numbers =
        [
            .. edges, .. edges.Select(Math.BitIncrement), .. edges.Select(Math.BitDecrement),
            .. Enumerable.Range(0, 50_000).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64())).Where(double.IsFinite),
            .. Enumerable.Range(0, 50_000).Select(_ => (double)(random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64))),
        ];
        foreach (double number in numbers)
        {
            Encoding.UTF8.GetString(JsonCodec.ToBinaryData(number, JsonCodec.WriteDouble).ToMemory().Span).ShouldBe(Written(number));
            Encoding.UTF8.GetString(JsonCodec.ToBinaryData(number, WriteMember).ToMemory().Span)
                .ShouldBe($$"""{"n":{{Written(number)}}}""");
        }

        static void WriteMember(Utf8JsonWriter writer, double value)
        {
            var json = new ObjectWriter(writer, null);
            json.Double(JsonCodec.Name("n"), value);
            json.End();
        }
    }

    private static string Number(Random random)
    {
        var text = new StringBuilder(random.Next(3) == 0 ? "-" : "");
        int whole = random.Next(10);
        text.Append(whole < 3 ? "0" : Digits(random, whole, leadingZero: false));
        if (random.Next(4) != 0)
            text.Append('.').Append(Digits(random, 1 + random.Next(10), leadingZero: true));
        if (random.Next(10) == 0)
            text.Append("e").Append(random.Next(-20, 20));
        return text.ToString();
    }

    private static string Digits(Random random, int count, bool leadingZero)
    {
        char[] digits = new char[count];
        for (int i = 0; i < count; i++)
            digits[i] = (char)('0' + (i == 0 && !leadingZero ? 1 + random.Next(9) : random.Next(2) * random.Next(10)));
        return new string(digits);
    }

    private static string Written(double value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            writer.WriteNumberValue(value);
        return Encoding.ASCII.GetString(stream.ToArray());
    }
}
