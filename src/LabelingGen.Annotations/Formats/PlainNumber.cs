using System.Globalization;

namespace LabelingGen.Annotations.Formats;

/// <summary>Numbers for readers that know no exponent.</summary>
internal static class PlainNumber
{
    /// <summary>As few digits as it takes to read the same number back, however small or large it is.</summary>
    public static string Shortest(double value)
    {
        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        int exponentAt = shortest.IndexOf('E', StringComparison.Ordinal);
        if (exponentAt < 0)
            return shortest;
        int exponent = int.Parse(shortest.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string sign = value < 0 ? "-" : "";
        string mantissa = shortest[sign.Length..exponentAt];
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        // The point stands behind the first digit.
        return exponent < 0 ? $"{sign}0.{new string('0', -exponent - 1)}{digits}" : sign + digits.PadRight(exponent + 1, '0');
    }
}
