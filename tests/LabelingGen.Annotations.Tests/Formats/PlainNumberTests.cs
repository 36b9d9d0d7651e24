using System.Globalization;
using System.Text;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>Numbers that are read and written without the runtime's own routines are those that it reads and writes.</summary>
public sealed class PlainNumberTests
{
    [Fact]
    public async Task A_number_is_written_as_the_runtime_writes_it()
    {
        Random random = new(12);
        List<double> numbers =
            [0, -0.0, 1, -1, 1e14, 1e15, 1e-4, 1e-5, 0.1, 0.30000000000000004, 123456789012.34, double.Epsilon, double.MaxValue];
        for (int decimals = 0; decimals <= 13; decimals++)
        {
            for (int i = 0; i < 3000; i++)
                numbers.Add(Math.Round((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-6, 12)), decimals));
        }

        foreach (int decimals in (int[])[2, 12])
        {
            Utf8Output output = new();
            foreach (double number in numbers)
            {
                output.Append(number, decimals);
                output.Append("\n"u8);
            }

            using MemoryStream written = new();
            await output.FlushAsync(written, CancellationToken.None);
            Encoding.UTF8.GetString(written.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .ShouldBe(numbers.Select(static number => number.ToString("R", CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public void A_number_is_read_as_the_runtime_reads_it()
    {
        Random random = new(13);
        for (int i = 0; i < 50_000; i++)
        {
            string whole = random.Next(4) == 0 ? "0" : Digits(random).TrimStart('0').PadLeft(1, '7');
            string decimals = random.Next(2) == 0 ? "." + Digits(random) : "";
            string exponent = random.Next(5) == 0 ? $"e{random.Next(-30, 30)}" : "";
            string text = (random.Next(3) == 0 ? "-" : "") + whole + decimals + exponent;
            double expected = double.Parse(text, CultureInfo.InvariantCulture);
            PlainJson json = new(Encoding.UTF8.GetBytes($" {text}]"));
            json.TryReadNumber(out double value).ShouldBeTrue(text);
            BitConverter.DoubleToInt64Bits(value).ShouldBe(BitConverter.DoubleToInt64Bits(expected), text);
            json.TryTake((byte)']').ShouldBeTrue(text);
        }
    }

    [Theory]
    [InlineData("01")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("1.")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e999")]
    [InlineData("NaN")]
    [InlineData("\"1\"")]
    public void What_is_no_number_is_not_read(string text)
    {
        PlainJson json = new(Encoding.UTF8.GetBytes(text + "]"));
        json.TryReadNumber(out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("-1")]
    [InlineData("007")]
    [InlineData("9999999999999999999")]
    public void Only_digits_are_a_whole_number(string text)
    {
        PlainJson json = new(Encoding.UTF8.GetBytes(text + "]"));
        json.TryReadInteger(out _).ShouldBeFalse();
    }

    private static string Digits(Random random) =>
        string.Concat(Enumerable.Range(0, 1 + random.Next(20)).Select(_ => (char)('0' + random.Next(10))));
}
