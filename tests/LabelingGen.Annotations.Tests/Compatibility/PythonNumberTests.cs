using System.Globalization;
using LabelingGen.Annotations.Compatibility;

namespace LabelingGen.Annotations.Tests.Compatibility;

/// <summary>Numbers are written as Python's <c>repr</c> writes them.</summary>
public class PythonNumberTests
{
    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1.0, "1.0")]
    [InlineData(-2.5, "-2.5")]
    [InlineData(100.0, "100.0")]
    [InlineData(123456.789, "123456.789")]
    [InlineData(0.1, "0.1")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00012345, "0.00012345")]
    [InlineData(1e-5, "1e-05")]
    [InlineData(1.5e-5, "1.5e-05")]
    [InlineData(1e-7, "1e-07")] // a little less than that, digit by digit
    [InlineData(-3e-7, "-3e-07")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(9007199254740993.0, "9007199254740992.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(1e23, "1e+23")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(5e-324, "5e-324")]
    public void Writes_the_shortest_decimal(double value, string expected) => PythonNumber.Text(value).ShouldBe(expected);

    [Fact]
    public void Every_text_reads_back()
    {
        Random random = new(1);
        for (int i = 0; i < 20_000; i++)
        {
            double value = i % 2 == 0 ? BitConverter.Int64BitsToDouble(random.NextInt64()) : Math.Truncate(random.NextDouble() * 1e7) / 1e7;
            if (!double.IsFinite(value))
                continue;
            string text = PythonNumber.Text(value);
            double.Parse(text, CultureInfo.InvariantCulture).ShouldBe(value);
            text.ShouldMatch(@"^-?(\d+\.\d+|\d(\.\d+)?e[+-]\d\d+)$");
        }
    }
}
