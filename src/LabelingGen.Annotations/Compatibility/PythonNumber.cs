using System.Globalization;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>Numbers as Python computes and writes them: the vendors' converters are Python programs, and their files show it.</summary>
internal static class PythonNumber
{
    /// <summary>
    /// The shortest decimal that reads back, with at least one digit after the point (<c>1.0</c>), with an exponent of two digits below
    /// 0.0001 (<c>1e-05</c>) and from 1e16 on.
    /// </summary>
    public static string Text(double value)
    {
        if (value == 0)
            return double.IsNegative(value) ? "-0.0" : "0.0";
        string shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        if (!double.IsFinite(value))
            return value < 0 ? "-" + shortest : shortest;
        (string digits, int exponent) = Scientific(shortest);
        string sign = value < 0 ? "-" : "";
        if (exponent is < -4 or >= 16)
        {
            string fraction = digits.Length > 1 ? "." + digits[1..] : "";
            string power = Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
            return $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{power}";
        }

        if (exponent < 0)
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        string padded = digits.PadRight(exponent + 1, '0');
        return $"{sign}{padded[..(exponent + 1)]}.{(padded.Length > exponent + 1 ? padded[(exponent + 1)..] : "0")}";
    }

    /// <summary>Rounds to digits after the point by the number's exact value, ties to the even digit.</summary>
    public static double Round(double value, int digits)
    {
        // A tie has one binary digit after the point more than decimal ones; no other double lies in the middle between two roundings.
        double scaled = value * (1 << (digits + 1));
        if (Math.Abs(value) < 1e7 && Math.Floor(scaled).Equals(scaled) && Math.Abs(scaled % 2).Equals(1.0))
            return (double)Math.Round((decimal)value, digits, MidpointRounding.ToEven);
        return double.Parse(value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture);
    }

    /// <summary>The significant digits of a number above 0, and the power of ten of the first one.</summary>
    private static (string Digits, int Exponent) Scientific(string shortest)
    {
        int end = shortest.IndexOf('E', StringComparison.Ordinal);
        string mantissa = end < 0 ? shortest : shortest[..end];
        int power = end < 0 ? 0 : int.Parse(shortest.AsSpan(end + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        int zeros = digits.Length - digits.TrimStart('0').Length;
        return (digits.Trim('0'), power + (point < 0 ? digits.Length : point) - 1 - zeros);
    }
}
