using System.Security.Cryptography.X509Certificates;
using LabelingGen.Core;

namespace LabelingGen.Clarifai;

/// <summary>What can be set for a <see cref="ClarifaiClient"/>. Becomes read-only when a client is made with it.</summary>
public sealed class ClarifaiClientOptions : ApiClientOptions
{
    /// <summary>How calls travel. Default gRPC.</summary>
    public ClarifaiTransport Protocol
    {
        get;
        set => Set(ref field, value);
    }

    /// <summary>
    /// The user whose apps are worked with unless a call says otherwise. Default <c>CLARIFAI_USER_ID</c>, or else <c>me</c>, the
    /// credential's own user.
    /// </summary>
    public string? UserId
    {
        get;
        set => Set(ref field, value);
    }

    /// <summary>
    /// Longest time a call with one answer may take, all attempts and waits included; the server is told. Default 10 min, so that no call
    /// hangs for ever. Streams have no limit of their own.
    /// </summary>
    public TimeSpan CallDeadline
    {
        get;
        set => Set(ref field, value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), "It must be positive."));
    } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How often a call is repeated after the answer that the account's limit of calls is reached (CONN_THROTTLED,
    /// CONN_EXCEED_HOURLY_LIMIT); the waits are those of the retry options. Default 9, as the vendor's own client has it.
    /// </summary>
    public int MaxThrottleRetries
    {
        get;
        set => Set(ref field, value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), "It must be zero or more."));
    } = 9;

    /// <summary>How long a prediction waits for a model that is being deployed, is loading or is busy. Default 10 min.</summary>
    public TimeSpan ModelStartTimeout
    {
        get;
        set => Set(
            ref field, value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), "It must not be negative."));
    } = TimeSpan.FromMinutes(10);

    /// <summary>Certificate authorities to trust instead of the system's, for installations of one's own.</summary>
    public X509Certificate2Collection? TrustedRoots
    {
        get;
        set => Set(ref field, value);
    }

    /// <summary>Makes ids of things that the service lets clients name: upload jobs, versions. 32 hexadecimal digits by default.</summary>
    public Func<string> NewId
    {
        get;
        set => Set(ref field, value ?? throw new ArgumentNullException(nameof(value)));
    } = () => Guid.NewGuid().ToString("N");
}
