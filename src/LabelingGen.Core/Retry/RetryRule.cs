namespace LabelingGen.Core;

/// <summary>What may be repeated, and after what time; pure, so that every row of the matrix can be tested.</summary>
internal static class RetryRule
{
    /// <summary>The longest a timer can wait.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(40);

    /// <summary>Whether another attempt could end differently: after a failure of transport, or a status that passes.</summary>
    /// <param name="status">The answer's status, or null when none came.</param>
    /// <param name="told">The wait the server asks for, if it does.</param>
    public static bool IsWorthwhile(RetryOptions retry, int? status, TimeSpan? told) => status switch
    {
        null => true,
        413 => told is not null,
        { } known => retry.Statuses.Contains(known),
    };

    /// <summary>
    /// Whether another attempt does no harm: nothing was sent; or the server says that it did nothing (413, 425, 429), and its word is
    /// taken (<see cref="RetryOptions.RepeatRefusedWrites"/>); or repeating the request is harmless by its nature or by its key. No other
    /// status and no broken connection ever leads to a second POST without a key.
    /// </summary>
    public static bool IsAllowed(RetryOptions retry, ApiRequest request, AttemptFailure? failure, int status)
    {
        if (!CanResend(request))
            return false;
        if (failure == AttemptFailure.NotSent)
            return true;
        if (request.Operation.Idempotency == Idempotency.Never)
            return false;
        return IsIdempotent(request) || (retry.RepeatRefusedWrites && failure is null && status is 413 or 425 or 429);
    }

    public static bool IsIdempotent(ApiRequest request) => request.Operation.Idempotency switch
    {
        Idempotency.Safe or Idempotency.Header => true,
        Idempotency.Never => false,
        Idempotency.Body => request.BodyKeyIsSet,
        _ => request.Operation.Method is "GET" or "HEAD" or "OPTIONS" or "PUT" or "DELETE" or "TRACE",
    };

    public static bool CanResend(ApiRequest request) => request.Content is not IResendable { CanResend: false };

    /// <summary>The wait before a retry.</summary>
    /// <param name="retries">Retries made so far.</param>
    /// <param name="told">The wait the server asks for, capped; it is lengthened a little, never shortened.</param>
    /// <param name="random">0 (inclusive) to 1 (exclusive).</param>
    public static TimeSpan Wait(RetryOptions retry, int retries, TimeSpan? told, double random)
    {
        if (told is { } asked)
        {
            TimeSpan spread = asked < retry.Delay ? asked : retry.Delay;
            return Shortest(asked + spread * (retry.Jitter * random), LongestWait);
        }

        if (retries == 0 && retry.FirstRetryAtOnce)
            return TimeSpan.Zero;
        double seconds = Math.Min(retry.Delay.TotalSeconds * Math.Pow(retry.Factor, retries), retry.MaxDelay.TotalSeconds);
        return Shortest(TimeSpan.FromSeconds(seconds * (1 - retry.Jitter * random)), LongestWait);
    }

    private static TimeSpan Shortest(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
