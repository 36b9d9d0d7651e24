using System.ClientModel;
using System.Text;
using LabelingGen.Core.Json;

namespace LabelingGen.Core;

public sealed partial class ApiRequest
{
    /// <summary>
    /// Sends a value as JSON. It is written once; retries send the same bytes. A value that is an <see cref="IRequestBody{T}"/> is prepared
    /// before, and files in it (<see cref="Base64Content"/>) are encoded while they are sent.
    /// </summary>
    /// <exception cref="ArgumentException">The value refuses to be sent.</exception>
    public ApiRequest JsonBody<T>(T value, JsonWrite<T> write, string mediaType = "application/json")
    {
        ArgumentNullException.ThrowIfNull(write);
        if (value is IRequestBody<T> body)
            value = body.Prepare(this);
        return Body(JsonContent.Create(value, write), mediaType);
    }

    /// <summary>Sends pairs as <c>application/x-www-form-urlencoded</c>; pairs without a value are left out.</summary>
    public ApiRequest FormBody(IEnumerable<KeyValuePair<string, ParameterValue>> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        StringBuilder? text = null;
        foreach ((string name, ParameterValue value) in fields)
        {
            if (value.Text is not null)
                AppendPair(ref text, name, Uri.EscapeDataString(value.Text));
        }

        return Body(BinaryContent.Create(BinaryData.FromString(text?.ToString() ?? string.Empty)), "application/x-www-form-urlencoded");
    }

    /// <summary>Sends parts as <c>multipart/form-data</c>, streaming.</summary>
    public ApiRequest MultipartBody(MultipartContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Body(content, content.ContentType);
    }

    /// <summary>
    /// Sends a stream from its current position, without buffering. A stream that cannot seek is sent at most once: after its
    /// first byte has been read, the call is not retried.
    /// </summary>
    /// <param name="content">The bytes; the caller disposes of the stream.</param>
    /// <param name="mediaType">The content type; <see langword="null"/> = none is sent.</param>
    /// <param name="length">The number of bytes, where the stream does not know it.</param>
    /// <param name="progress">Told the bytes sent so far; never runs backwards, also on a retry.</param>
    public ApiRequest StreamBody(Stream content, string? mediaType = "application/octet-stream", long? length = null,
        IProgress<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Body(new StreamContentBody(content, length, progress), mediaType);
    }

    /// <summary>Sends bytes.</summary>
    public ApiRequest BytesBody(BinaryData content, string mediaType = "application/octet-stream")
    {
        ArgumentNullException.ThrowIfNull(content);
        return Body(BinaryContent.Create(content), mediaType);
    }

    /// <summary>Sends a text as UTF-8.</summary>
    public ApiRequest TextBody(string text, string mediaType = "text/plain; charset=utf-8")
    {
        ArgumentNullException.ThrowIfNull(text);
        return Body(BinaryContent.Create(BinaryData.FromString(text)), mediaType);
    }

    /// <summary>
    /// Sends values as one JSON text per line (<c>application/x-ndjson</c>), written while they are produced. Sent at most once:
    /// after the first value has been asked for, the call is not retried.
    /// </summary>
    public ApiRequest NdjsonBody<T>(IAsyncEnumerable<T> values, JsonWrite<T> write, string mediaType = "application/x-ndjson")
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(write);
        return Body(new JsonStreamContent<T>(values, write, isArray: false), mediaType);
    }

    /// <summary>
    /// Sends values as one JSON array, written while they are produced. Sent at most once: after the first value has been asked for, the
    /// call is not retried.
    /// </summary>
    public ApiRequest JsonArrayBody<T>(IAsyncEnumerable<T> values, JsonWrite<T> write, string mediaType = "application/json")
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(write);
        return Body(new JsonStreamContent<T>(values, write, isArray: true), mediaType);
    }

    /// <summary>Sends any content. Unless it implements <see cref="IResendable"/>, it must be able to write itself several times.</summary>
    /// <exception cref="InvalidOperationException">The request has a body already.</exception>
    /// <param name="content">The body.</param>
    /// <param name="mediaType">The content type; <see langword="null"/> = none is sent.</param>
    public ApiRequest Body(BinaryContent content, string? mediaType)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (Content is not null)
            throw new InvalidOperationException($"The request for {Operation.Name} has a body already.");
        Content = content;
        MediaType = mediaType is null ? null : HeaderText.CheckValue("Content-Type", mediaType);
        return this;
    }
}
