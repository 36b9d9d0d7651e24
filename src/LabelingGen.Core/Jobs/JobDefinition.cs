using LabelingGen.Core.Json;

namespace LabelingGen.Core;

/// <summary>How one kind of job is asked about and what its states mean.</summary>
/// <typeparam name="TReport">The answer of the operation that reports on a job.</typeparam>
/// <typeparam name="TResult">What a job that succeeded gives.</typeparam>
public sealed class JobDefinition<TReport, TResult>
{
    /// <summary>Name of the kind of job: <c>AppendJob</c>. Part of the rehydration token.</summary>
    public required string Name { get; init; }

    /// <summary>Makes the request that asks for the job's state.</summary>
    public required Func<string, ApiRequest> CreateStatusRequest { get; init; }

    /// <summary>Reads a report.</summary>
    public required JsonRead<TReport> Read { get; init; }

    /// <summary>The state in a report.</summary>
    public required Func<TReport, string?> State { get; init; }

    /// <summary>States of a job that has done its work.</summary>
    public required IReadOnlyCollection<string> Succeeded { get; init; }

    /// <summary>States of a job that failed.</summary>
    public required IReadOnlyCollection<string> Failed { get; init; }

    /// <summary>States of a job that was canceled.</summary>
    public IReadOnlyCollection<string> Canceled { get; init; } = [];

    /// <summary>
    /// States of a job that goes on. When empty, every state that is not final counts as such; otherwise an unlisted
    /// state counts as going on, too, for vendors add states.
    /// </summary>
    public IReadOnlyCollection<string> Running { get; init; } = [];

    /// <summary>The progress in a report; <see langword="null"/> = only the state is known.</summary>
    public Func<TReport, JobProgress?>? Progress { get; init; }

    /// <summary>The reason of a failure in a report.</summary>
    public Func<TReport, string?>? Error { get; init; }

    /// <summary>The result in the last report. Either this or <see cref="GetResult"/> is set.</summary>
    public Func<TReport, TResult>? Result { get; init; }

    /// <summary>Fetches the result by the job's id, once it has succeeded.</summary>
    public Func<string, TReport, CancellationToken, Task<TResult>>? GetResult { get; init; }

    /// <summary>Lists what went wrong, by the job's id; asked once after a failure.</summary>
    public Func<string, CancellationToken, Task<IReadOnlyList<string>>>? GetErrors { get; init; }

    /// <summary>Cancels the job by its id, where the API can.</summary>
    public Func<string, CancellationToken, Task>? Cancel { get; init; }
}
