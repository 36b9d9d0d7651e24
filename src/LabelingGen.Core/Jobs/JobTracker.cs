using System.ClientModel;
using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>
/// Asks about one job; what a <see cref="Job{T}"/> stands on. Made by <see cref="ApiPipeline.TrackJob"/> or
/// <see cref="Grpc.GrpcJob.Track"/>.
/// </summary>
/// <typeparam name="T">What the job gives.</typeparam>
public abstract class JobTracker<T>
{
    private protected JobTracker(JobEnvironment environment, string name, string id, PipelineResponse? started)
    {
        if (string.IsNullOrEmpty(id) && started is not null)
            throw new InvalidDataException($"The server was to start a {name}, but its answer names none.");
        ArgumentException.ThrowIfNullOrEmpty(id);
        Environment = environment;
        Name = name;
        Id = id;
        Started = started;
    }

    /// <summary>The kind of job.</summary>
    public string Name { get; }

    /// <summary>The vendor's id of the job.</summary>
    public string Id { get; }

    internal JobEnvironment Environment { get; }

    /// <summary>What names the job to another process: its id, or all that asking about it takes.</summary>
    internal virtual string TokenId => Id;

    /// <summary>The answer that named the job, if there was one in this process.</summary>
    internal PipelineResponse? Started { get; }

    /// <summary>The state last seen, or null.</summary>
    internal string? State { get; private set; }

    internal JobProgress? Progress { get; private protected set; }

    internal JobStage Stage { get; private set; }

    internal abstract bool CanCancel { get; }

    /// <summary>Takes note of the state that a report tells; one that is none of those of the end means that the job is running.</summary>
    private protected string Enter(
        string? state, IReadOnlyCollection<string> succeeded, IReadOnlyCollection<string> failed, IReadOnlyCollection<string> canceled)
    {
        State = state ?? "";
        Stage = succeeded.Contains(State) ? JobStage.Succeeded
            : failed.Contains(State) ? JobStage.Failed
            : canceled.Contains(State) ? JobStage.Canceled
            : JobStage.Running;
        return State;
    }

    internal abstract Task<ClientResult> PollAsync(CancellationToken cancellationToken);

    /// <summary>The result of a job that succeeded; the exception of one that did not.</summary>
    internal abstract Task<T> FinishAsync(CancellationToken cancellationToken);

    internal abstract Task CancelAsync(CancellationToken cancellationToken);
}
