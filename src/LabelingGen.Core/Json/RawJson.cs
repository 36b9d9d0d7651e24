using System.Text.Json;
using System.Text.Unicode;

namespace LabelingGen.Core.Json;

/// <summary>Copies JSON as it is spelled, without white space, and checks what <see cref="Utf8JsonReader"/> leaves unchecked.</summary>
internal static class RawJson
{
    /// <summary>Appends the value the reader stands on; afterwards it stands on the value's last token.</summary>
    /// <exception cref="JsonException">The JSON is malformed, is not UTF-8, or holds half a surrogate pair.</exception>
    public static void Copy(ref Utf8JsonReader reader, ref ByteBuffer target)
    {
        int depth = reader.CurrentDepth;
        bool isFirst = true;
        while (true)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    Separate(ref isFirst, ref target);
                    target.Append((byte)'{');
                    isFirst = true;
                    break;
                case JsonTokenType.StartArray:
                    Separate(ref isFirst, ref target);
                    target.Append((byte)'[');
                    isFirst = true;
                    break;
                case JsonTokenType.EndObject:
                    target.Append((byte)'}');
                    isFirst = false;
                    break;
                case JsonTokenType.EndArray:
                    target.Append((byte)']');
                    isFirst = false;
                    break;
                case JsonTokenType.PropertyName:
                    Separate(ref isFirst, ref target);
                    CopyString(ref reader, ref target);
                    target.Append((byte)':');
                    isFirst = true;
                    break;
                case JsonTokenType.String:
                    Separate(ref isFirst, ref target);
                    CopyString(ref reader, ref target);
                    break;
                default:
                    Separate(ref isFirst, ref target);
                    CopyToken(ref reader, ref target);
                    break;
            }

            bool isNested = reader.CurrentDepth > depth || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            if (!isNested)
                return;
            JsonCodec.Advance(ref reader);
        }
    }

    private static void Separate(ref bool isFirst, ref ByteBuffer target)
    {
        if (!isFirst)
            target.Append((byte)',');
        isFirst = false;
    }

    private static void CopyString(ref Utf8JsonReader reader, ref ByteBuffer target)
    {
        target.Append((byte)'"');
        int start = target.Length;
        CopyToken(ref reader, ref target);
        CheckText(target.Written[start..], reader.ValueIsEscaped);
        target.Append((byte)'"');
    }

    private static void CopyToken(ref Utf8JsonReader reader, ref ByteBuffer target)
    {
        if (!reader.HasValueSequence)
        {
            target.Append(reader.ValueSpan);
            return;
        }

        foreach (ReadOnlyMemory<byte> segment in reader.ValueSequence)
            target.Append(segment.Span);
    }

    /// <summary>Checks the inside of a JSON string.</summary>
    public static void CheckText(ReadOnlySpan<byte> text, bool isEscaped)
    {
        if (!Utf8.IsValid(text))
            throw new JsonException("The JSON is not valid UTF-8.");
        if (isEscaped && text.IndexOf("\\u"u8) >= 0 && HasLoneSurrogate(text))
            throw new JsonException("A JSON string holds half a surrogate pair.");
    }

    private static bool HasLoneSurrogate(ReadOnlySpan<byte> text)
    {
        bool afterHigh = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || text[++i] != 'u')
            {
                if (afterHigh)
                    return true;
                continue;
            }

            int code = (Digit(text[i + 1]) << 12) | (Digit(text[i + 2]) << 8) | (Digit(text[i + 3]) << 4) | Digit(text[i + 4]);
            i += 4;
            bool isLow = code is >= 0xdc00 and <= 0xdfff;
            if (isLow != afterHigh)
                return true;
            afterHigh = code is >= 0xd800 and <= 0xdbff;
        }

        return afterHigh;
    }

    private static int Digit(byte character) => char.IsAsciiDigit((char)character) ? character - '0' : (character | 0x20) - 'a' + 10;
}
