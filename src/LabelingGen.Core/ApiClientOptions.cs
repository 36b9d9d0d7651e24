using System.ClientModel.Primitives;
using System.ComponentModel;

namespace LabelingGen.Core;

/// <summary>
/// What can be set on every generated client. Becomes read-only when the first client is made with it.
/// </summary>
public abstract partial class ApiClientOptions : ClientPipelineOptions
{
    /// <summary>Base address of the API instead of the vendor's; https, or http to this machine.</summary>
    public Uri? Endpoint
    {
        get;
        set => Set(ref field, value);
    }

    /// <summary>
    /// Whether <see cref="Endpoint"/> may be plain http to another machine, where credentials travel readable. Default false.
    /// </summary>
    public bool AllowPlainHttp
    {
        get;
        set => Set(ref field, value);
    }

    /// <summary>Name of the calling application, added to the user agent: <c>my-tool/1.2</c>.</summary>
    /// <exception cref="ArgumentException">It holds a line break, a control character or a character outside ASCII.</exception>
    public string? ApplicationName
    {
        get;
        set => Set(ref field, value is null ? null : HeaderText.CheckValue("User-Agent", value));
    }

    /// <summary>When and how often a failed attempt is repeated.</summary>
    public RetryOptions Retry
    {
        get;
        set => Set(ref field, value ?? throw new ArgumentNullException(nameof(value)));
    } = new();

    /// <summary>
    /// Longest time an attempt waits for anything to go on: for a piece of a large body to be taken, for the headers of the answer, and for
    /// each further piece of it. A streamed answer has <see cref="ReadTimeout"/> instead from its headers on. Default 100 s.
    /// </summary>
    public TimeSpan? TryTimeout
    {
        get;
        set => Set(ref field, Positive(value));
    } = TimeSpan.FromSeconds(100);

    /// <summary>Longest time between two reads of a streamed answer. Default 100 s.</summary>
    public TimeSpan? ReadTimeout
    {
        get;
        set => Set(ref field, Positive(value));
    } = TimeSpan.FromSeconds(100);

    /// <summary>Longest time one call may take, all attempts and waits included. Default: no limit.</summary>
    public TimeSpan? OverallTimeout
    {
        get;
        set => Set(ref field, Positive(value));
    }

    /// <summary>Largest answer that is read into memory, counted after decompression, in bytes. Default 256 MiB.</summary>
    public long MaxResponseBytes
    {
        get;
        set => Set(ref field, value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), "The limit must be positive."));
    } = 256L * 1024 * 1024;

    /// <summary>How much of an error answer is read, in bytes. Default 64 KiB.</summary>
    public int MaxErrorBytes
    {
        get;
        set => Set(ref field, value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), "The limit must be positive."));
    } = 64 * 1024;

    /// <summary>
    /// Whether the bytes of an answer stay available through <c>GetRawResponse().Content</c> after the model was read. Default
    /// false: they are released.
    /// </summary>
    public bool KeepResponseContent
    {
        get;
        set => Set(ref field, value);
    }

    /// <summary>Whether the next page of a list is fetched while the current one is read. Default true.</summary>
    public bool PrefetchPages
    {
        get;
        set => Set(ref field, value);
    } = true;

    /// <summary>
    /// Whether a call that makes something under a name of the caller's choice is looked up by that name when its answer was lost, could
    /// not be read, or was empty; what is found becomes its result. Default true.
    /// </summary>
    public bool LookUpLostAnswers
    {
        get;
        set => Set(ref field, value);
    } = true;

    /// <summary>Limits the requests sent per time; share one object between clients that share a limit. Default: not limited.</summary>
    public RateLimit? RateLimit
    {
        get;
        set => Set(ref field, value);
    }

    /// <summary>How jobs are waited for.</summary>
    public JobPollingOptions Polling
    {
        get;
        set => Set(ref field, value ?? throw new ArgumentNullException(nameof(value)));
    } = new();

    /// <summary>The clock of all waits and timeouts.</summary>
    public TimeProvider TimeProvider
    {
        get;
        set => Set(ref field, value ?? throw new ArgumentNullException(nameof(value)));
    } = TimeProvider.System;

    /// <summary>Source of the random part of waits: numbers from 0 (inclusive) to 1 (exclusive). Called from several threads.</summary>
    public Func<double> Random
    {
        get;
        set => Set(ref field, value ?? throw new ArgumentNullException(nameof(value)));
    } = System.Random.Shared.NextDouble;

    /// <summary>Makes the keys that let a server recognise a repeated request. Default: a random UUID.</summary>
    public Func<string> NewIdempotencyKey
    {
        get;
        set => Set(ref field, value ?? throw new ArgumentNullException(nameof(value)));
    } = () => Guid.NewGuid().ToString("D");

    /// <summary>
    /// Whether a parameter that takes listed values only may have another one. By default none may: the call is refused before it is sent.
    /// </summary>
    /// <param name="parameter">Name of the parameter or body member on the wire.</param>
    protected internal virtual bool AllowsUnknownValue(string parameter) => false;

    /// <summary>Not available: the copy would silently lose what this library adds. Make new options instead.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override ClientPipelineOptions Clone() =>
        throw new NotSupportedException("Options of a client cannot be cloned; make new ones.");

    /// <inheritdoc/>
    public override void Freeze()
    {
        Retry.Freeze();
        base.Freeze();
    }

    /// <summary>Sets an option, unless the options are read-only.</summary>
    /// <exception cref="InvalidOperationException">A client was made with these options.</exception>
    protected void Set<T>(ref T field, T value)
    {
        AssertNotFrozen();
        field = value;
    }

    private static TimeSpan? Positive(TimeSpan? value) => value is null || value > TimeSpan.Zero
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), "A timeout must be positive.");
}
