using System.ClientModel;
using Google.Protobuf;

namespace LabelingGen.Core.Grpc;

/// <summary>A job that a method of a gRPC service reports on.</summary>
internal sealed class GrpcJobTracker<TRequest, TReport, TResult>(
    IGrpcInvoker invoker, GrpcJobDefinition<TRequest, TReport, TResult> definition, TRequest request)
    : JobTracker<TResult>(invoker.JobEnvironment, definition.Name, definition.Id(request), started: null)
    where TRequest : class, IMessage<TRequest>
    where TReport : class, IMessage<TReport>
{
    private TReport? _report;

    internal override string TokenId => Convert.ToBase64String(request.ToByteArray());

    internal override bool CanCancel => definition.Cancel is not null;

    internal override async Task<ClientResult> PollAsync(CancellationToken cancellationToken)
    {
        GrpcResponse<TReport> answer = await invoker.UnaryAsync(definition.Method, request, null, cancellationToken).ConfigureAwait(false);
        _report = answer.Value;
        string state = Enter(definition.State(_report), definition.Succeeded, definition.Failed, definition.Canceled);
        Progress = definition.Progress?.Invoke(_report, state) ?? new JobProgress(state);
        return ClientResult.FromResponse(AbsentResponse.Instance);
    }

    internal override Task<TResult> FinishAsync(CancellationToken cancellationToken)
    {
        TReport report = _report!;
        return Stage == JobStage.Succeeded
            ? Task.FromResult(definition.Result(report))
            : Task.FromException<TResult>(new JobFailedException(
                Name, Id, State ?? string.Empty, definition.Error?.Invoke(report), wasCanceled: Stage == JobStage.Canceled));
    }

    internal override Task CancelAsync(CancellationToken cancellationToken) => definition.Cancel is { } cancel
        ? cancel(request, cancellationToken)
        : throw new NotSupportedException($"The API cannot cancel a {Name}.");
}
