namespace LabelingGen.Core;

/// <summary>What is known about a content before it is downloaded, and who is told about the download.</summary>
public readonly record struct DownloadOptions
{
    private readonly string? _md5;

    /// <summary>Told the bytes received so far; never runs backwards.</summary>
    public IProgress<long>? Progress { get; init; }

    /// <summary>
    /// The MD5 digest of the whole content, 32 hexadecimal digits, where the API tells it beforehand. The content is held to it; and
    /// because of it a download that breaks is taken up again also from a server that names no version of the content: should the parts
    /// be of two versions, it is begun anew.
    /// </summary>
    /// <exception cref="ArgumentException">It is no MD5 digest.</exception>
    public string? Md5
    {
        get => _md5;
        init => _md5 = value is null || (value.Length == 32 && !value.AsSpan().ContainsAnyExcept("0123456789abcdefABCDEF"))
            ? value
            : throw new ArgumentException($"'{value}' is no MD5 digest in hexadecimal digits.", nameof(value));
    }
}
