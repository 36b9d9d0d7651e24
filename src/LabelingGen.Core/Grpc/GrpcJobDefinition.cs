using Google.Protobuf;

namespace LabelingGen.Core.Grpc;

/// <summary>How one kind of job is asked about over gRPC and what its states mean.</summary>
/// <typeparam name="TRequest">The request that asks about a job; it names the job.</typeparam>
/// <typeparam name="TReport">The answer that reports on it.</typeparam>
/// <typeparam name="TResult">What a job that succeeded gives.</typeparam>
public sealed class GrpcJobDefinition<TRequest, TReport, TResult>
    where TRequest : class, IMessage<TRequest>
    where TReport : class, IMessage<TReport>
{
    /// <summary>Name of the kind of job: <c>TrainingJob</c>. Part of the rehydration token.</summary>
    public required string Name { get; init; }

    /// <summary>The method that reports on a job.</summary>
    public required GrpcMethod<TRequest, TReport> Method { get; init; }

    /// <summary>The job's id in a request.</summary>
    public required Func<TRequest, string> Id { get; init; }

    /// <summary>The state in a report.</summary>
    public required Func<TReport, string?> State { get; init; }

    /// <summary>States of a job that has done its work.</summary>
    public required IReadOnlyCollection<string> Succeeded { get; init; }

    /// <summary>States of a job that failed. Every other state counts as going on.</summary>
    public required IReadOnlyCollection<string> Failed { get; init; }

    /// <summary>States of a job that was canceled.</summary>
    public IReadOnlyCollection<string> Canceled { get; init; } = [];

    /// <summary>The progress in a report; <see langword="null"/> = only the state is known.</summary>
    public Func<TReport, string, JobProgress?>? Progress { get; init; }

    /// <summary>The reason of a failure in a report.</summary>
    public Func<TReport, string?>? Error { get; init; }

    /// <summary>The result in the last report.</summary>
    public required Func<TReport, TResult> Result { get; init; }

    /// <summary>Cancels a job, where the API can.</summary>
    public Func<TRequest, CancellationToken, Task>? Cancel { get; init; }
}
