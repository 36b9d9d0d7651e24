namespace LabelingGen.Core;

/// <summary>A file that was downloaded whole.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Integrity">Whether its content was checked against what the server said about it.</param>
public sealed record DownloadResult(string Path, long Length, DownloadIntegrity Integrity);

/// <summary>Whether the content of a download was checked.</summary>
public abstract record DownloadIntegrity
{
    private DownloadIntegrity()
    {
    }

    /// <summary>The content has the digest that the server stated.</summary>
    /// <param name="Algorithm">The algorithm of the digest: <c>sha-256</c> or <c>md5</c>.</param>
    public sealed record Verified(string Algorithm) : DownloadIntegrity;

    /// <summary>The content could not be checked.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record NotVerified(string Reason) : DownloadIntegrity;
}
