using System.ClientModel.Primitives;
using System.Security.Cryptography;

namespace LabelingGen.Core;

/// <summary>The digest of a content while it passes, and the comparison with what the server states.</summary>
/// <param name="md5">The digest that is known beforehand, in hexadecimal digits; or <see langword="null"/>.</param>
internal sealed class ContentDigest(string? md5) : IDisposable
{
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    private string? _statedSha256;
    private string? _statedMd5;

    /// <summary>Takes what the server states about the whole content, not about a part of it.</summary>
    public void Note(PipelineResponse response)
    {
        _statedSha256 = Entry(ResponseReader.Header(response, "Repr-Digest"), "sha-256")
            ?? ResponseReader.Header(response, "x-amz-checksum-sha256") ?? _statedSha256;
        _statedMd5 = Entry(ResponseReader.Header(response, "x-goog-hash"), "md5")
            ?? (response.Status == 206 ? null : ResponseReader.Header(response, "Content-MD5")) ?? _statedMd5;
    }

    public void Restart()
    {
        _sha256.GetHashAndReset();
        _md5.GetHashAndReset();
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _sha256.AppendData(bytes);
        _md5.AppendData(bytes);
    }

    /// <summary>The verdict.</summary>
    /// <exception cref="AnswerException">The content is not what the server states.</exception>
    public DownloadIntegrity Judge()
    {
        byte[] actualMd5 = _md5.GetHashAndReset();
        if (md5 is not null && !string.Equals(Convert.ToHexString(actualMd5), md5, StringComparison.OrdinalIgnoreCase))
            throw new AnswerException("the content does not have the md5 digest that was told beforehand", isTruncated: false);
        return _statedSha256 is not null ? Compare(_sha256.GetHashAndReset(), _statedSha256, "sha-256")
            : _statedMd5 is not null ? Compare(actualMd5, _statedMd5, "md5")
            : md5 is not null ? new DownloadIntegrity.Verified("md5")
            : new DownloadIntegrity.NotVerified("the server stated no digest");
    }

    public void Dispose()
    {
        _sha256.Dispose();
        _md5.Dispose();
    }

    private static DownloadIntegrity Compare(byte[] actual, string stated, string algorithm) =>
        string.Equals(Convert.ToBase64String(actual), stated.Trim(), StringComparison.Ordinal)
            ? new DownloadIntegrity.Verified(algorithm)
            : throw new AnswerException($"the content does not have the {algorithm} digest that the server stated", isTruncated: false);

    /// <summary>One entry of <c>sha-256=:…:, md5=…</c>.</summary>
    private static string? Entry(string? header, string name)
    {
        foreach (string part in header?.Split(',', StringSplitOptions.TrimEntries) ?? [])
        {
            if (part.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase))
                return part[(name.Length + 1)..].Trim(':');
        }

        return null;
    }
}
