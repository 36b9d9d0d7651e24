using System.ClientModel;
using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>A job that an operation of the API reports on.</summary>
internal sealed class ReportingJobTracker<TReport, TResult>(
    ApiPipeline pipeline, JobDefinition<TReport, TResult> definition, string id, PipelineResponse? started)
    : JobTracker<TResult>(pipeline.JobEnvironment, definition.Name, id, started)
{
    private TReport? _report;

    internal override bool CanCancel => definition.Cancel is not null;

    internal override async Task<ClientResult> PollAsync(CancellationToken cancellationToken)
    {
        ApiRequest request = definition.CreateStatusRequest(Id);
        ClientResult<TReport> answer = await pipeline.SendAsync(request, definition.Read, cancellationToken).ConfigureAwait(false);
        _report = answer.Value;
        string state = Enter(definition.State(_report), definition.Succeeded, definition.Failed, definition.Canceled);
        Progress = definition.Progress?.Invoke(_report) ?? new JobProgress(state);
        return answer;
    }

    internal override async Task<TResult> FinishAsync(CancellationToken cancellationToken)
    {
        TReport report = _report!;
        if (Stage == JobStage.Succeeded)
        {
            return definition.GetResult is { } fetch
                ? await fetch(Id, report, cancellationToken).ConfigureAwait(false)
                : (definition.Result ?? throw new InvalidOperationException($"The job {Name} is defined without a result.")).Invoke(report);
        }

        string? reason = pipeline.Redact(definition.Error?.Invoke(report));
        IReadOnlyList<string> errors = [];
        Exception? lookupFailure = null;
        if (definition.GetErrors is { } getErrors)
        {
            try
            {
                errors = await getErrors(Id, cancellationToken).ConfigureAwait(false);
            }
            catch (ApiException failure)
            {
                // The job's failure is the news; that its details could not be fetched is told beside it.
                lookupFailure = failure;
            }
        }

        throw new JobFailedException(Name, Id, State ?? string.Empty, reason, errors, Stage == JobStage.Canceled, lookupFailure);
    }

    internal override Task CancelAsync(CancellationToken cancellationToken) => definition.Cancel is { } cancel
        ? cancel(Id, cancellationToken)
        : throw new NotSupportedException($"The API cannot cancel a {Name}.");
}
