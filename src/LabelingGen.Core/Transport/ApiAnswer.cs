using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>The successful answer of a call, until it has been read.</summary>
internal sealed class ApiAnswer(ApiCall call) : IDisposable
{
    public ApiCall Call => call;

    public PipelineResponse Response => call.Response!;

    public ReadOnlyMemory<byte> Content => call.Body?.Written ?? ReadOnlyMemory<byte>.Empty;

    /// <summary>The address that answered, after redirects.</summary>
    public Uri Address => call.AnsweredFrom ?? call.Address;

    /// <summary>Whether the content begins like a JSON value other than a bare word.</summary>
    public bool LooksLikeJson
    {
        get
        {
            ReadOnlySpan<byte> text = Content.Span.TrimStart(" \t\r\n"u8);
            if (text.IsEmpty)
                return false;
            return text[0] is (byte)'{' or (byte)'[' or (byte)'"' or (byte)'-' or (>= (byte)'0' and <= (byte)'9')
                || text.StartsWith("true"u8) || text.StartsWith("false"u8) || text.StartsWith("null"u8);
        }
    }

    /// <summary>The response for the user, with its content only if that is to be kept.</summary>
    public PipelineResponse ToResponse(bool keepContent) =>
        call.Body is null ? Response : new ReadResponse(Response, keepContent ? BinaryData.FromBytes(Content.ToArray()) : null);

    /// <summary>The response for the user, which takes the pooled content along until it is released.</summary>
    public PageResponse TakeResponse(bool keepContent)
    {
        var response = new PageResponse(Response, call.Body);
        call.Body = null;
        if (keepContent)
            response.Keep();
        return response;
    }

    /// <summary>The content as text in the character set that the answer states, or else UTF-8.</summary>
    public string ToText() => ContentText.Decode(Content.Span, ResponseReader.Header(Response, "Content-Type"));

    public void Dispose() => call.Release();
}
