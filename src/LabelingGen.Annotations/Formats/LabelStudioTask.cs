using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>What the Label Studio formats share: the record of a picture.</summary>
internal static class LabelStudioTask
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    public static readonly string[] OwnKeys = ["file_name", "width", "height", "subset", "frame_index"];

    public static string Encode(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Options))
            write(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>What the format itself has no place for stands beside the data.</summary>
    public static void WriteOwn(Utf8JsonWriter writer, AnnotatedImage image)
    {
        writer.WriteString("file_name", image.Name);
        if (image.Size is { } size)
        {
            writer.WriteNumber("width", size.Width);
            writer.WriteNumber("height", size.Height);
        }

        if (image.Subset is not null)
            writer.WriteString("subset", image.Subset);
        if (image.FrameIndex is int frame)
            writer.WriteNumber("frame_index", frame);
    }

    public static void WriteId(Utf8JsonWriter writer, string? id)
    {
        if (long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            && id == number.ToString(CultureInfo.InvariantCulture))
            writer.WriteNumber("id", number);
        else if (id is not null)
            writer.WriteString("id", id);
    }

    public static bool IsOwn(string key) => OwnKeys.Contains(key);

    public static ImageSize? SizeOf(JsonElement own) => SizeOf(own, "width", "height");

    public static ImageSize? SizeOf(JsonElement json, string width, string height) =>
        json.ValueKind == JsonValueKind.Object && SafeJson.Integer(json, width) is int w and >= 0
            && SafeJson.Integer(json, height) is int h and >= 0
            ? new ImageSize(w, h)
            : null;

    public static string? IdOf(JsonElement json) =>
        json.TryGetProperty("id", out JsonElement id) && id.ValueKind is JsonValueKind.Number or JsonValueKind.String
            ? id.ToString() : null;

    /// <summary>The file name in an address: what follows <c>?d=</c> for local files, else the last part of the path.</summary>
    public static string NameOf(string address)
    {
        int local = address.IndexOf("?d=", StringComparison.Ordinal);
        if (local >= 0)
            return Uri.UnescapeDataString(address[(local + 3)..]);
        if (!address.Contains("://", StringComparison.Ordinal))
            return address;
        int end = address.AsSpan().IndexOfAny('?', '#');
        string path = end < 0 ? address : address[..end];
        return path[(path.LastIndexOf('/') + 1)..] is { Length: > 0 } name ? name : address;
    }
}
