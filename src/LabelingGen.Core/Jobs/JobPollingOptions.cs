namespace LabelingGen.Core;

/// <summary>How a job is waited for. Immutable; <c>with</c> makes a changed copy.</summary>
public sealed record JobPollingOptions
{
    /// <summary>Wait before the second look at the job. Default 1 s.</summary>
    public TimeSpan InitialInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between two looks. Default 30 s.</summary>
    public TimeSpan MaxInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What each wait is multiplied by; 1 = a fixed interval. Default 1.5.</summary>
    public double Factor { get; init; } = 1.5;

    /// <summary>The random part of a wait, 0 to 1: a wait is shortened by up to this fraction. Default 0.2.</summary>
    public double Jitter { get; init; } = 0.2;

    /// <summary>Longest time to wait in all; <see langword="null"/> = no limit. The job itself goes on.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether the job is asked about at once, before the first wait. Default true.</summary>
    public bool PollAtOnce { get; init; } = true;

    /// <summary>
    /// How many looks in a row may fail for reasons of transport (after the usual retries) before the wait ends with that error. Default
    /// unlimited while <see cref="Timeout"/> is set, otherwise 10.
    /// </summary>
    public int? MaxFailures { get; init; }

    internal void Validate()
    {
        if (InitialInterval < TimeSpan.Zero || MaxInterval < TimeSpan.Zero || Factor < 1 || Jitter is < 0 or > 1
            || Timeout <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(JobPollingOptions),
                "Polling needs intervals of zero or more, a factor of 1 or more, a jitter from 0 to 1 and a positive timeout.");
    }
}
