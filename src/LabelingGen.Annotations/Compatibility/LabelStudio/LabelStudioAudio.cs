using System.Buffers.Binary;
using System.Text.Json;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>The vendor's manifest for speech recognition: a JSON object a line.</summary>
internal static class LabelStudioAudio
{
    private const string Uploads = "/data/upload/";
    private const int HeaderBytes = 64 * 1024;

    /// <summary>The name of an uploaded sound, or nothing for any other address: those are not loaded.</summary>
    public static string? UploadedName(string address) =>
        address.StartsWith(Uploads, StringComparison.Ordinal) ? Uri.UnescapeDataString(address[Uploads.Length..]) : null;

    public static string? Transcript(LabelStudioItem item)
    {
        List<LabelStudioRegion>? texts = item.Output.Values.FirstOrDefault(static regions => regions[0].Has("text"))
            ?? item.Output.Values.LastOrDefault();
        return texts?[0].Labels("text")?.FirstOrDefault();
    }

    public static void WriteLine(Utf8JsonWriter writer, string name, double seconds, string text, string? annotator)
    {
        writer.WriteStartObject();
        writer.WriteString("audio_filepath", "audio/" + name);
        writer.WriteNumber("duration", seconds);
        writer.WriteString("text", text);
        writer.WriteString("annotator", annotator);
        writer.WriteEndObject();
    }

    /// <summary>The length of a WAV file in seconds by its header; nothing if it is not one.</summary>
    public static async Task<double?> TryReadSecondsAsync(string path, CancellationToken cancellationToken)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous);
        await using (file.ConfigureAwait(false))
        {
            byte[] header = new byte[HeaderBytes];
            int length = await file.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
            return TryReadSeconds(header.AsSpan(0, length));
        }
    }

    private static double? TryReadSeconds(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || !file.StartsWith("RIFF"u8) || !file[8..].StartsWith("WAVE"u8))
            return null;
        uint rate = 0;
        uint frameBytes = 0;
        for (long at = 12; at + 8 <= file.Length;)
        {
            ReadOnlySpan<byte> chunk = file[(int)at..];
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (chunk.StartsWith("fmt "u8) && chunk.Length >= 22)
            {
                rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[12..]);
                frameBytes = BinaryPrimitives.ReadUInt16LittleEndian(chunk[20..]);
            }
            else if (chunk.StartsWith("data"u8))
            {
                return rate == 0 || frameBytes == 0 ? null : size / frameBytes / (double)rate;
            }

            at += 8 + size + size % 2;
        }

        return null;
    }
}
