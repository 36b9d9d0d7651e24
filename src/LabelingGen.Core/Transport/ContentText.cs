using System.Net.Http.Headers;
using System.Text;

namespace LabelingGen.Core;

/// <summary>Turns the bytes of an answer into text.</summary>
internal static class ContentText
{
    public static string Decode(ReadOnlySpan<byte> bytes, string? contentType)
    {
        Encoding encoding = Encoding.UTF8;
        if (MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type) && type.CharSet?.Trim('"') is { Length: > 0 } name)
        {
            encoding = name.ToLowerInvariant() switch
            {
                "iso-8859-1" or "latin1" or "us-ascii" => Encoding.Latin1,
                "utf-16" or "utf-16le" => Encoding.Unicode,
                "utf-16be" => Encoding.BigEndianUnicode,
                _ => Encoding.UTF8,
            };
        }

        ReadOnlySpan<byte> preamble = encoding.Preamble;
        return encoding.GetString(preamble.Length > 0 && bytes.StartsWith(preamble) ? bytes[preamble.Length..] : bytes);
    }
}
