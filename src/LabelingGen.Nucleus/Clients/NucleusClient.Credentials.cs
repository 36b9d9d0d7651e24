namespace LabelingGen.Nucleus;

public partial class NucleusClient
{
    /// <summary>Makes a client.</summary>
    /// <param name="credentials">Either the API key or a limited access key, not both.</param>
    /// <param name="options">Retries, timeouts and the like; the API's defaults without.</param>
    /// <exception cref="ArgumentException">Both keys are given or none, or the endpoint cannot be used.</exception>
    public NucleusClient(NucleusCredentials credentials, NucleusClientOptions? options = null)
        : this(NucleusCredentials.ToAuthentication(One(credentials), options?.TimeProvider), null, options)
    {
    }

    private static NucleusCredentials One(NucleusCredentials credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        return (credentials.ApiKey, credentials.LimitedAccessKey) switch
        {
            (null, null) => throw new ArgumentException("Give an API key or a limited access key.", nameof(credentials)),
            (not null, not null) => throw new ArgumentException(
                "Give either an API key or a limited access key, not both: a limited key is sent without the other.", nameof(credentials)),
            _ => credentials,
        };
    }
}
