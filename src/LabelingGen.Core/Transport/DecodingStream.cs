namespace LabelingGen.Core;

/// <summary>
/// A compressed answer being read. Unlike the framework's streams it knows whether the compressed data came to its proper
/// end: a body that is cut off is an error, not a short success.
/// </summary>
internal abstract class DecodingStream : ReadOnlyStream
{
    /// <summary>What is asked for.</summary>
    public const string AcceptEncoding = "gzip, br";

    /// <summary>Bytes taken from the network so far.</summary>
    public abstract long CompressedBytes { get; }

    /// <summary>Puts the decoder of a content encoding on a stream.</summary>
    /// <exception cref="AnswerException">The encoding is none that was asked for.</exception>
    public static Stream Open(Stream raw, string? encoding) => encoding?.Trim().ToLowerInvariant() switch
    {
        null or "" or "identity" => raw,
        "gzip" or "x-gzip" => new GzipDecodingStream(raw),
        "br" => new BrotliDecodingStream(raw),
        _ => throw new AnswerException("the answer has a content encoding that was not asked for", isTruncated: false),
    };

    protected static AnswerException Truncated() => new("the compressed answer ended early", isTruncated: true);

    protected static AnswerException Damaged(Exception? cause = null) => new("the compressed answer is damaged", isTruncated: false, cause);
}
