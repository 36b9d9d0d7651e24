namespace LabelingGen.Core;

/// <summary>What waiting for jobs takes from the client that they belong to. Immutable.</summary>
public sealed record JobEnvironment
{
    /// <summary>How jobs are waited for unless a wait says otherwise.</summary>
    public JobPollingOptions Polling { get; init; } = new();

    /// <summary>The clock of all waits.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Source of the random part of waits: numbers from 0 (inclusive) to 1 (exclusive).</summary>
    public Func<double> Random { get; init; } = System.Random.Shared.NextDouble;

    /// <summary>Which failed looks may pass, and how long a wait the server may impose.</summary>
    public RetryOptions Retry { get; init; } = new();
}
