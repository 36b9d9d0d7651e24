using Microsoft.Extensions.Configuration;

namespace LabelingGen.Nucleus;

public sealed partial class NucleusClientOptions
{
    /// <summary>
    /// Storage of one's own in which the server is to sign the addresses that background uploads are written to. Default: the environment
    /// variable <c>S3_ENDPOINT</c>; without it, the vendor's storage.
    /// </summary>
    public string? S3Endpoint
    {
        get;
        set => Set(ref field, value);
    } = Environment.GetEnvironmentVariable("S3_ENDPOINT") is { Length: > 0 } endpoint ? endpoint : null;

    /// <summary>Takes options from a configuration section; beside the keys of all clients it may have <c>S3Endpoint</c>.</summary>
    /// <inheritdoc/>
    public override void ApplyConfiguration(IConfiguration section)
    {
        base.ApplyConfiguration(section);
        S3Endpoint = section[nameof(S3Endpoint)] is { Length: > 0 } endpoint ? endpoint : S3Endpoint;
    }
}
