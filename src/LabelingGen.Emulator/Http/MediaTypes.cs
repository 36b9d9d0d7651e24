namespace LabelingGen.Emulator;

/// <summary>Finds out what a file is: by its first bytes, else by what the sender says, else by its name.</summary>
internal static class MediaTypes
{
    public static string Of(string? declared, string fileName, ReadOnlySpan<byte> content)
    {
        if (content.Length > 4 && content[0] == 0x89 && content[1..4].SequenceEqual("PNG"u8))
            return "image/png";
        if (content.Length > 3 && content[0] == 0xFF && content[1] == 0xD8 && content[2] == 0xFF)
            return "image/jpeg";
        if (content.StartsWith("%PDF"u8))
            return "application/pdf";
        if (!string.IsNullOrEmpty(declared) && declared != "application/octet-stream")
            return declared;
        return Path.GetExtension(fileName).ToUpperInvariant() switch
        {
            ".PNG" => "image/png",
            ".JPG" or ".JPEG" => "image/jpeg",
            ".GIF" => "image/gif",
            ".WEBP" => "image/webp",
            ".MP4" => "video/mp4",
            ".WEBM" => "video/webm",
            ".WAV" => "audio/wav",
            ".MP3" => "audio/mpeg",
            ".PDF" => "application/pdf",
            ".JSON" => "application/json",
            ".CSV" => "text/csv",
            ".TXT" => "text/plain",
            _ => "application/octet-stream",
        };
    }
}
