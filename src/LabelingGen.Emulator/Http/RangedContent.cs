using System.Globalization;
using System.Net.Http.Headers;

namespace LabelingGen.Emulator;

/// <summary>A content of which a part can be asked for (<c>Range</c>), from a server that may or may not say which version it is.</summary>
internal static class RangedContent
{
    /// <param name="request">The request, with or without <c>Range</c> and <c>If-Range</c>.</param>
    /// <param name="content">The whole content.</param>
    /// <param name="contentType">Its type.</param>
    /// <param name="etag">
    /// Its version with quotation marks. <see langword="null"/>: the server knows none, and takes no notice of <c>If-Range</c>.
    /// </param>
    public static EmulatorResponse Answer(EmulatorRequest request, ReadOnlyMemory<byte> content, string contentType, string? etag)
    {
        string? condition = etag is null ? null : request.Header("If-Range");
        RangeItemHeaderValue? range = condition is null || condition == etag ? RangeOf(request.Header("Range")) : null;
        EmulatorResponse response = range?.From switch
        {
            null => EmulatorResponse.Bytes(content, contentType),
            { } first when first < content.Length => Part(content, contentType, (int)first, range.To),
            _ => EmulatorResponse.Empty(416).With(
                "Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes */{content.Length}")),
        };
        response.With("Accept-Ranges", "bytes");
        return etag is null ? response : response.With("ETag", etag);
    }

    private static EmulatorResponse Part(ReadOnlyMemory<byte> content, string contentType, int first, long? last)
    {
        int end = (int)Math.Min(last ?? long.MaxValue, content.Length - 1);
        return new EmulatorResponse { Status = 206, ContentType = contentType, Body = content[first..(end + 1)] }
            .With("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {first}-{end}/{content.Length}"));
    }

    /// <summary>The one range that is asked for; several at once are answered with the whole, as servers may.</summary>
    private static RangeItemHeaderValue? RangeOf(string? header) =>
        RangeHeaderValue.TryParse(header, out RangeHeaderValue? value) && value is { Unit: "bytes", Ranges.Count: 1 }
            ? value.Ranges.First()
            : null;
}
