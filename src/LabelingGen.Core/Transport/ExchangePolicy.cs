using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;

namespace LabelingGen.Core;

/// <summary>
/// One attempt: puts the credential on, follows redirects within the origin, and reads the answer, so that all of it is repeated, timed
/// and counted as one.
/// </summary>
internal sealed class ExchangePolicy(ApiPipelineSettings settings, RequestHeaders headers) : PipelinePolicy
{
    private readonly ApiClientOptions _options = settings.Options;

    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
        throw new NotSupportedException("Clients are asynchronous throughout.");

    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        ApiCall call = ApiCall.Of(message);
        call.Response = null;
        return ApiTelemetry.MeasuresAttempts
            ? MeasureAsync(message, call, pipeline, currentIndex)
            : ExchangeAsync(message, call, pipeline, currentIndex);
    }

    private async ValueTask MeasureAsync(PipelineMessage message, ApiCall call, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        long started = ApiTelemetry.AttemptStarted(call);
        Exception? failure = null;
        try
        {
            await ExchangeAsync(message, call, pipeline, currentIndex).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            ApiTelemetry.AttemptEnded(call, started, call.Response?.Status, failure);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ExchangeAsync(PipelineMessage message, ApiCall call, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        message.Request.Uri = call.Address;
        message.Request.Method = call.Operation.Method;
        message.Request.Content = call.Request.Content ?? EmptyContent.For(call.Operation.Method);
        if (call.WasRedirected)
            headers.Apply(message.Request, call);
        call.WasSent = false;
        bool anonymous = call.Operation.Security is { Count: 0 };
        for (int hop = 0; ; hop++)
        {
            if (!anonymous && OriginGate.IsSameOrigin(message.Request.Uri!, call.Address))
            {
                call.Authentication.Request = message.Request;
                call.Authentication.CancellationToken = message.CancellationToken;
                await settings.Authentication.ApplyAsync(call.Authentication).ConfigureAwait(false);
            }

            call.WasSent = true;
            await pipeline.NextAsync(message, currentIndex).ConfigureAwait(false);
            PipelineResponse response = message.Response!;
            if (!RedirectRule.IsRedirect(response.Status) || call.Operation.Success.Contains(response.Status))
                break;
            call.WasRedirected = true;
            RedirectRule.Follow(message, call, hop);
            ResponseReader.Discard(response);
        }

        PipelineResponse answer = message.Response!;
        bool success = call.Operation.Success.Contains(answer.Status);
        call.Response = answer;
        call.IsSuccess = success;
        call.AnsweredFrom = message.Request.Uri!;
        if (success && call.Mode == AnswerMode.Stream)
            return;
        call.Body = success
            ? await ResponseReader.ReadAllAsync(answer, _options.MaxResponseBytes, call.AttemptLimit, message.CancellationToken)
                .ConfigureAwait(false)
            : await ResponseReader.ReadBeginningAsync(answer, _options.MaxErrorBytes, message.CancellationToken).ConfigureAwait(false);
        ResponseReader.Discard(answer);
    }
}
