using System.Globalization;
using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Finds text of a parsed JSON document that cannot be decoded: the parser leaves bytes and escapes as they stand, so that only who asks
/// for the characters learns of them.
/// </summary>
internal static class BrokenText
{
    /// <summary>Refuses a document with such text, where what reads it is too spread out to be wrapped.</summary>
    /// <exception cref="AnnotationFormatException">A text cannot be decoded; the error has its path.</exception>
    public static void Refuse(JsonElement element, string path)
    {
        if (Find(element, path) is { } place)
            throw Error(null, place, null);
    }

    public static AnnotationFormatException Error(string? file, string path, Exception? cause) =>
        new("A text is not valid UTF-8 or holds half a character.", file, path: path, innerException: cause);

    /// <summary>The path of the first such text, or nothing.</summary>
    public static string? Find(JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return IsReadable(element.GetString) ? null : path;
            case JsonValueKind.Array:
                int index = 0;
                foreach (JsonElement item in element.EnumerateArray())
                {
                    if (Find(item, $"{path}[{(index++).ToString(CultureInfo.InvariantCulture)}]") is { } place)
                        return place;
                }

                return null;
            case JsonValueKind.Object:
                return FindInMembers(element, path);
            default:
                return null;
        }
    }

    private static string? FindInMembers(JsonElement element, string path)
    {
        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (!IsReadable(() => member.Name))
                return path;
            if (Find(member.Value, $"{path}.{member.Name}") is { } place)
                return place;
        }

        return null;
    }

    private static bool IsReadable(Func<string?> read)
    {
        try
        {
            read();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
