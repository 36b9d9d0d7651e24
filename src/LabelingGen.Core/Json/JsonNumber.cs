using System.Buffers.Text;
using System.Text.Json;

namespace LabelingGen.Core.Json;

/// <summary>Numbers as JSON spells them: reads them and tells whether .NET would write them back as they were spelled ("plain").</summary>
internal static class JsonNumber
{
    private const int MaxLength = 64;

    /// <summary>From here on .NET writes a number of double precision with an exponent.</summary>
    private const double FirstWithExponent = 1e15;

    /// <summary>
    /// Whether a number is spelled like an integer, which is written in a fraction of the time; the negative zero is not.
    /// </summary>
    public static bool IsWhole(double value, out long whole)
    {
        whole = Math.Abs(value) < FirstWithExponent ? (long)value : 0;
        return whole == value && (whole != 0 || !double.IsNegative(value));
    }

    public static bool TryReadInt64(ref Utf8JsonReader reader, out long value, out bool isPlain)
    {
        if (!reader.HasValueSequence && TryReadDigits(reader.ValueSpan, out value))
        {
            isPlain = true;
            return true;
        }

        if (reader.TryGetInt64(out value))
        {
            isPlain = value != 0 || Length(ref reader) == 1;
            return true;
        }

        isPlain = false;
        return TryReadIntegral(ref reader, out value);
    }

    public static double ReadDouble(ref Utf8JsonReader reader, out bool isPlain)
    {
        if (!reader.HasValueSequence && TryReadShort(reader.ValueSpan, out double value))
        {
            isPlain = true;
            return value;
        }

        value = reader.GetDouble();
        isPlain = !reader.HasValueSequence && IsAsWritten(reader.ValueSpan, value);
        return value;
    }

    public static float ReadSingle(ref Utf8JsonReader reader, out bool isPlain)
    {
        float value = reader.GetSingle();
        isPlain = !reader.HasValueSequence && IsAsWritten(reader.ValueSpan, value);
        return value;
    }

    public static decimal ReadDecimal(ref Utf8JsonReader reader, out bool isPlain)
    {
        if (!reader.TryGetDecimal(out decimal value))
            throw new JsonException("The number does not fit a decimal.");
        Span<byte> written = stackalloc byte[MaxLength];
        isPlain = !reader.HasValueSequence && Utf8Formatter.TryFormat(value, written, out int length)
            && reader.ValueSpan.SequenceEqual(written[..length]);
        return value;
    }

    // Up to 18 digits; "-0" is left to the exact way.
    private static bool TryReadDigits(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        int start = text[0] == '-' ? 1 : 0;
        if (text.Length > 18 || (text[start] == '0' && text.Length > 1))
            return false;
        for (int i = start; i < text.Length; i++)
        {
            int digit = text[i] - '0';
            if ((uint)digit > 9)
                return false;
            value = (value * 10) + digit;
        }

        if (start == 1)
            value = -value;
        return true;
    }

    // Up to 15 digits, no exponent, no zero at the end of a fraction and at most three at its beginning: such a text is its own shortest
    // form, and digits and power of ten are both exact as double, so that their quotient is rounded once, as it must be.
    private static bool TryReadShort(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        int start = text[0] == '-' ? 1 : 0;
        if (text.Length - start > 16)
            return false;
        long digits = 0;
        int dot = -1;
        for (int i = start; i < text.Length; i++)
        {
            int digit = text[i] - '0';
            if ((uint)digit <= 9)
                digits = (digits * 10) + digit;
            else if (text[i] == '.')
                dot = i;
            else
                return false;
        }

        if (dot < 0)
        {
            value = start == 0 ? digits : -digits;
            return text.Length - start <= 15 && (digits != 0 || start == 0);
        }

        int fraction = text.Length - dot - 1;
        if (text[^1] == '0' || (text[start] == '0' && fraction > 3 && text.Slice(dot + 1, 4).SequenceEqual("0000"u8)))
            return false;
        value = digits / PowersOfTen[fraction];
        if (start == 1)
            value = -value;
        return true;
    }

    private static ReadOnlySpan<double> PowersOfTen =>
        [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16];

    private static bool IsAsWritten(ReadOnlySpan<byte> text, double value)
    {
        Span<byte> written = stackalloc byte[MaxLength];
        return Utf8Formatter.TryFormat(value, written, out int length) && text.SequenceEqual(written[..length]);
    }

    private static bool IsAsWritten(ReadOnlySpan<byte> text, float value)
    {
        Span<byte> written = stackalloc byte[MaxLength];
        return Utf8Formatter.TryFormat(value, written, out int length) && text.SequenceEqual(written[..length]);
    }

    // "1e3" and "1.0" are integers, too. A decimal rounds what has more than 28 digits.
    private static bool TryReadIntegral(ref Utf8JsonReader reader, out long value)
    {
        value = 0;
        if (Length(ref reader) > 28 || !reader.TryGetDecimal(out decimal number) || number != decimal.Truncate(number)
            || number is < long.MinValue or > long.MaxValue)
            return false;
        value = (long)number;
        return true;
    }

    private static long Length(ref Utf8JsonReader reader) =>
        reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
}
