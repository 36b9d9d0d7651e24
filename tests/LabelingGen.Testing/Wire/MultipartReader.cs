using System.Net.Http.Headers;
using System.Text;

namespace LabelingGen.Testing.Wire;

/// <summary>Takes a multipart body apart.</summary>
internal static class MultipartReader
{
    public static IReadOnlyList<Part> Read(ReceivedRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.Header("content-type"), out MediaTypeHeaderValue? type))
            return [];
        string? boundary = type.Parameters.FirstOrDefault(p => p.Name.Equals("boundary", StringComparison.OrdinalIgnoreCase))?.Value;
        if (boundary is null)
            return [];
        byte[] separator = Encoding.ASCII.GetBytes("--" + boundary.Trim('"'));
        List<Part> parts = [];
        ReadOnlySpan<byte> rest = request.Body;
        int start = rest.IndexOf(separator);
        while (start >= 0)
        {
            rest = rest[(start + separator.Length)..];
            if (rest.StartsWith("--"u8))
                break;
            int end = rest.IndexOf(separator);
            if (end < 0)
                break;
            parts.Add(Split(rest[2..(end - 2)]));
            start = end;
        }

        return parts;
    }

    private static Part Split(ReadOnlySpan<byte> part)
    {
        int headEnd = part.IndexOf("\r\n\r\n"u8);
        ContentDispositionHeaderValue? disposition = null;
        string? contentType = null;
        foreach (string line in Encoding.UTF8.GetString(part[..headEnd]).Split("\r\n"))
        {
            string[] pair = line.Split(':', 2);
            if (pair[0].Equals("content-disposition", StringComparison.OrdinalIgnoreCase))
                ContentDispositionHeaderValue.TryParse(pair[1].Trim(), out disposition);
            if (pair[0].Equals("content-type", StringComparison.OrdinalIgnoreCase))
                contentType = pair[1].Trim();
        }

        string? fileName = disposition?.FileNameStar ?? disposition?.FileName?.Trim('"');
        return new Part(disposition?.Name?.Trim('"') ?? string.Empty, fileName, contentType, part[(headEnd + 4)..].ToArray());
    }

    public sealed record Part(string Name, string? FileName, string? ContentType, byte[] Content)
    {
        public string Text => Encoding.UTF8.GetString(Content);
    }
}
