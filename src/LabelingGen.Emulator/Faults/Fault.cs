using System.Globalization;

namespace LabelingGen.Emulator;

/// <summary>
/// Something that goes wrong on purpose. Made by the factory methods, or parsed from text by <see cref="FaultRule.Parse"/>;
/// <see cref="object.ToString"/> gives that text back.
/// </summary>
public abstract record Fault
{
    private protected Fault()
    {
    }

    /// <summary>The answer comes late. The delay runs on the emulator's clock.</summary>
    /// <param name="delay">How late; not negative.</param>
    public static Fault Latency(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        return new LatencyFault(delay);
    }

    /// <summary>An error status with a body in the vendor's shape.</summary>
    /// <param name="status">300 to 599.</param>
    /// <param name="retryAfter">Value of <c>Retry-After</c>: seconds, an HTTP date, or anything else a server may get wrong.</param>
    /// <param name="point"><see cref="FaultPoint.BeforeResponse"/>: the request takes effect all the same.</param>
    public static Fault Status(int status, string? retryAfter = null, FaultPoint point = FaultPoint.BeforeProcessing)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 300);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        if (point == FaultPoint.MidBody)
            throw new ArgumentException("A status cannot be sent in the middle of a body.", nameof(point));
        if (retryAfter is not null && retryAfter.AsSpan().IndexOfAny('\r', '\n', ';') >= 0)
            throw new ArgumentException("A header value has no line break, and the text form no semicolon.", nameof(retryAfter));
        return new StatusFault(status, retryAfter, point);
    }

    /// <summary>The connection is reset (TCP RST).</summary>
    public static Fault Reset(FaultPoint point) => new ResetFault(point);

    /// <summary>The body ends early and the connection is closed in order.</summary>
    public static Fault Truncate(Truncation truncation) => new TruncateFault(truncation);

    /// <summary>The status is right, the body is not.</summary>
    public static Fault Body(BodyDamage damage) => new BodyFault(damage);

    /// <summary>The body is right, its <c>Content-Type</c> is not.</summary>
    public static Fault ContentType(string contentType)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(contentType);
        return new ContentTypeFault(contentType);
    }

    /// <summary>The body comes in small pieces.</summary>
    /// <param name="bytes">Bytes per piece, at least 1.</param>
    /// <param name="interval">Pause between pieces on the emulator's clock; zero only slices.</param>
    public static Fault Trickle(int bytes, TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.Zero);
        return new TrickleFault(bytes, interval);
    }

    /// <summary>Headers come, then nothing, until the client goes away.</summary>
    public static Fault Stall() => new StallFault();

    /// <summary>A redirect instead of the answer. The request has no effect.</summary>
    /// <param name="status">301, 302, 303, 307 or 308.</param>
    /// <param name="location">The value of <c>Location</c>, sent as it is.</param>
    public static Fault Redirect(int status, string location)
    {
        ArgumentException.ThrowIfNullOrEmpty(location);
        return status is 301 or 302 or 303 or 307 or 308
            ? new RedirectFault(status, location)
            : throw new ArgumentOutOfRangeException(nameof(status), status, "A redirect is 301, 302, 303, 307 or 308.");
    }

    /// <summary>The fault in the text form of <see cref="FaultRule.Parse"/>.</summary>
    public sealed override string ToString() => Describe();

    private protected abstract string Describe();

    internal sealed record LatencyFault(TimeSpan Delay) : Fault
    {
        private protected override string Describe() => "latency=" + FaultText.Write(Delay);
    }

    internal sealed record StatusFault(int Code, string? RetryAfter, FaultPoint Point) : Fault
    {
        private protected override string Describe() =>
            string.Create(CultureInfo.InvariantCulture, $"status={Code}")
            + (RetryAfter is null ? "" : ";retry-after=" + RetryAfter) + (Point == FaultPoint.BeforeResponse ? ";after" : "");
    }

    internal sealed record ResetFault(FaultPoint Point) : Fault
    {
        private protected override string Describe() => "reset=" + FaultText.Write(Point);
    }

    internal sealed record TruncateFault(Truncation Truncation) : Fault
    {
        private protected override string Describe() => "truncate=" + FaultText.Write(Truncation);
    }

    internal sealed record BodyFault(BodyDamage Damage) : Fault
    {
        private protected override string Describe() => "body=" + FaultText.Write(Damage);
    }

    internal sealed record ContentTypeFault(string Value) : Fault
    {
        private protected override string Describe() => "content-type=" + Value;
    }

    internal sealed record TrickleFault(int Bytes, TimeSpan Interval) : Fault
    {
        private protected override string Describe() =>
            string.Create(CultureInfo.InvariantCulture, $"trickle={Bytes}/") + FaultText.Write(Interval);
    }

    internal sealed record StallFault : Fault
    {
        private protected override string Describe() => "stall";
    }

    internal sealed record RedirectFault(int Code, string Location) : Fault
    {
        private protected override string Describe() =>
            string.Create(CultureInfo.InvariantCulture, $"redirect={Code};location=") + Location;
    }
}
