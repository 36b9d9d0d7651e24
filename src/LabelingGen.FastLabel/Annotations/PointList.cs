using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabelingGen.FastLabel;

/// <summary>Lists of numbers as JSON.</summary>
internal static class PointList
{
    /// <summary>The numbers of a flat list; <see langword="null"/> where it is none or holds something else.</summary>
    public static IReadOnlyList<double>? Read(JsonNode? node)
    {
        if (node is not JsonArray items)
            return null;
        double[] numbers = new double[items.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (ReadNumber(items[i]) is not { } number)
                return null;
            numbers[i] = number;
        }

        return numbers;
    }

    /// <summary>A number however it was made: read from JSON or put there as an <c>int</c>.</summary>
    public static double? ReadNumber(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
        ? value.TryGetValue(out double number) ? number : double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)
        : null;

    /// <summary>A flat list.</summary>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public static JsonArray Write(IEnumerable<double> numbers) => new([.. numbers.Select(number => (JsonNode?)Number(number))]);

    /// <summary>A number.</summary>
    /// <exception cref="ArgumentException">It is not finite.</exception>
    public static JsonValue Number(double number) => double.IsFinite(number)
        ? JsonValue.Create(number)
        : throw new ArgumentException($"{number.ToString(CultureInfo.InvariantCulture)} is no coordinate.");

    /// <summary>Pairs of coordinates of a flat list of even length.</summary>
    public static IReadOnlyList<PixelPoint> Pairs(IReadOnlyList<double> numbers)
    {
        PixelPoint[] points = new PixelPoint[numbers.Count / 2];
        for (int i = 0; i < points.Length; i++)
            points[i] = new PixelPoint(numbers[2 * i], numbers[(2 * i) + 1]);
        return points;
    }

    /// <summary>A flat list of pairs.</summary>
    public static IEnumerable<double> Flat(IEnumerable<PixelPoint> points) => points.SelectMany(point => new[] { point.X, point.Y });
}
