using System.Buffers.Text;
using System.Text.Json;

namespace LabelingGen.Core.Json;

/// <summary>Reads numbers and tells whether .NET would write them back as they were spelled ("plain").</summary>
internal static class JsonNumber
{
    private const int MaxLength = 64;

    public static bool TryReadInt64(ref Utf8JsonReader reader, out long value, out bool isPlain)
    {
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
        double value = reader.GetDouble();
        isPlain = !reader.HasValueSequence && (IsShort(reader.ValueSpan, 15) || IsAsWritten(reader.ValueSpan, value));
        return value;
    }

    public static float ReadSingle(ref Utf8JsonReader reader, out bool isPlain)
    {
        float value = reader.GetSingle();
        isPlain = !reader.HasValueSequence && (IsShort(reader.ValueSpan, 6) || IsAsWritten(reader.ValueSpan, value));
        return value;
    }

    public static decimal ReadDecimal(ref Utf8JsonReader reader, out bool isPlain)
    {
        if (!reader.TryGetDecimal(out decimal value))
            throw new JsonException("The number does not fit a decimal.");
        Span<byte> written = stackalloc byte[MaxLength];
        isPlain = !reader.HasValueSequence && Utf8Formatter.TryFormat(value, written, out int length) && reader.ValueSpan.SequenceEqual(written[..length]);
        return value;
    }

    // Up to so many digits, no exponent, no zero at the end of a fraction and at most three at its beginning: such a text is its own shortest form.
    private static bool IsShort(ReadOnlySpan<byte> text, int maxDigits)
    {
        int start = text[0] == '-' ? 1 : 0;
        int length = text.Length - start;
        if (length > maxDigits)
            return false;
        int dot = text.IndexOf((byte)'.');
        if (dot < 0)
            return text.IndexOfAny((byte)'e', (byte)'E') < 0 && (start == 0 || text[1] != '0');
        if (text[^1] == '0' || text.IndexOfAny((byte)'e', (byte)'E') >= 0)
            return false;
        return text[start] != '0' || length < 6 || text.Slice(start + 2, 4).IndexOfAnyExcept((byte)'0') >= 0;
    }

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

    private static long Length(ref Utf8JsonReader reader) => reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
}
