using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Disposition = Microsoft.Net.Http.Headers.ContentDispositionHeaderValue;
using MediaType = Microsoft.Net.Http.Headers.MediaTypeHeaderValue;

namespace LabelingGen.Emulator;

/// <summary>One part of a multipart body.</summary>
/// <param name="FileName">Null for a plain field.</param>
internal sealed record MultipartPart(string Name, string? FileName, string? ContentType, byte[] Content)
{
    public string Text => Encoding.UTF8.GetString(Content);
}

/// <summary>Reads a multipart body part by part as it arrives.</summary>
internal static class MultipartForm
{
    /// <param name="maxPartBytes">The size above which a part is refused with 400.</param>
    /// <exception cref="VendorErrorException">The body is no multipart body, or a part is too large.</exception>
    public static async Task<List<MultipartPart>> ReadAsync(EmulatorRequest request, int maxPartBytes, CancellationToken cancellationToken)
    {
        if (!IsMultipart(request) || Boundary(request) is not { Length: > 0 } boundary)
            throw new VendorErrorException(400, "The request body must be multipart/form-data.");
        List<MultipartPart> parts = [];
        MultipartReader reader = new(boundary, request.Context.Request.Body);
        try
        {
            while (await reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is { } section)
                parts.Add(await ReadPartAsync(section, maxPartBytes, cancellationToken).ConfigureAwait(false));
        }
        catch (InvalidDataException exception)
        {
            throw new VendorErrorException(400, "The multipart body is damaged: " + exception.Message);
        }

        return parts;
    }

    public static bool IsMultipart(EmulatorRequest request) =>
        request.Context.Request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>Reads a stream that must not be larger than told.</summary>
    public static async Task<byte[]> ReadAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        using MemoryStream buffer = new();
        byte[] chunk = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (buffer.Length + read > limit)
                throw new VendorErrorException(400, $"The file is larger than {limit >> 20} MB.");
            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    private static string? Boundary(EmulatorRequest request) =>
        MediaType.TryParse(request.Context.Request.ContentType, out MediaType? type) ? type.Boundary.ToString().Trim('"') : null;

    private static async Task<MultipartPart> ReadPartAsync(MultipartSection section, int limit, CancellationToken cancellationToken)
    {
        if (!Disposition.TryParse(section.ContentDisposition, out Disposition? disposition))
            throw new VendorErrorException(400, "A part has no content disposition.");
        string? fileName = disposition.FileNameStar.HasValue ? disposition.FileNameStar.ToString()
            : disposition.FileName.HasValue ? disposition.FileName.ToString().Trim('"') : null;
        byte[] content = await ReadAsync(section.Body, limit, cancellationToken).ConfigureAwait(false);
        return new(disposition.Name.ToString().Trim('"'), fileName, section.ContentType, content);
    }
}
