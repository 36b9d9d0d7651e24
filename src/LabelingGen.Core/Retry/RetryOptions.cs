namespace LabelingGen.Core;

/// <summary>When and how often a failed attempt is repeated. Becomes read-only with the client's options.</summary>
public sealed class RetryOptions
{
    private bool _frozen;

    /// <summary>Attempts after the first one; 0 = none. Default 3.</summary>
    public int MaxRetries
    {
        get;
        set => Set(ref field, value is >= 0 and <= 100 ? value : throw OutOfRange("0 to 100"));
    } = 3;

    /// <summary>Wait before the first retry; each further one is <see cref="Factor"/> times longer. Default 0.8 s.</summary>
    public TimeSpan Delay
    {
        get;
        set => Set(ref field, value >= TimeSpan.Zero ? value : throw OutOfRange("zero or more"));
    } = TimeSpan.FromSeconds(0.8);

    /// <summary>What each wait is multiplied by. Default 2.</summary>
    public double Factor
    {
        get;
        set => Set(ref field, value is >= 1 and <= 100 ? value : throw OutOfRange("1 to 100"));
    } = 2;

    /// <summary>Longest wait of our own. Default 30 s.</summary>
    public TimeSpan MaxDelay
    {
        get;
        set => Set(ref field, value >= TimeSpan.Zero ? value : throw OutOfRange("zero or more"));
    } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait a server can impose through <c>Retry-After</c>. Default 2 min.</summary>
    public TimeSpan MaxRetryAfter
    {
        get;
        set => Set(ref field, value >= TimeSpan.Zero ? value : throw OutOfRange("zero or more"));
    } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The random part of a wait, 0 to 1: our own waits are shortened by up to this fraction, waits told by a server lengthened
    /// by up to this fraction of <see cref="Delay"/>. Default 0.25.
    /// </summary>
    public double Jitter
    {
        get;
        set => Set(ref field, value is >= 0 and <= 1 ? value : throw OutOfRange("0 to 1"));
    } = 0.25;

    /// <summary>Whether the first retry is made at once, without a wait. Default false.</summary>
    public bool FirstRetryAtOnce
    {
        get;
        set => Set(ref field, value);
    }

    /// <summary>Statuses worth another attempt. Default <see cref="StatusSet.Transient"/>.</summary>
    public StatusSet Statuses
    {
        get;
        set => Set(ref field, value ?? throw new ArgumentNullException(nameof(value)));
    } = StatusSet.Transient;

    /// <summary>
    /// Retries in reserve for the client as a whole. Every call adds a little (0.09) and every success one, up to this number; each
    /// retry costs one. In an outage the load therefore stays below 1.1 times that of single attempts. 0 = not limited. Default 10.
    /// </summary>
    public int Budget
    {
        get;
        set => Set(ref field, value >= 0 ? value : throw OutOfRange("zero or more"));
    } = 10;

    /// <summary>
    /// Whether a write that carries no key is repeated after an answer that turns it away instead of processing it: 413, 425 or 429 (RFC
    /// 9110, 8470 and 6585). The official clients of the vendors repeat those for every method. A server that processes a request and
    /// answers 429 all the same would do it twice; for such a one, set false: then a write without a key is repeated only when no
    /// connection came about, so that nothing was sent. Reads, writes with a key, and operations that must never be repeated
    /// (<see cref="Idempotency.Never"/>) are not concerned. Default true.
    /// </summary>
    public bool RepeatRefusedWrites
    {
        get;
        set => Set(ref field, value);
    } = true;

    internal void Freeze() => _frozen = true;

    private void Set<T>(ref T field, T value)
    {
        if (_frozen)
            throw new InvalidOperationException("The retry options cannot be changed after a client was made with them.");
        field = value;
    }

    private static ArgumentOutOfRangeException OutOfRange(string range) => new("value", $"The value must be {range}.");
}
