using System.ClientModel.Primitives;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using LabelingGen.Core.Json;

namespace LabelingGen.Core;

public sealed partial class ApiPipeline
{
    /// <summary>Deep enough for any API, shallow enough for a recursive reader on any thread.</summary>
    private const int MaxJsonDepth = 128;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ApiAnswer> ExchangeAsync(ApiRequest request, AnswerMode mode, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        TimeProvider time = Options.TimeProvider;
        Uri address = request.BuildUri(BaseOf(request.Operation), _settings.CreateException);
        using TimeLimit? limit = TimeLimit.Start(time, Options.OverallTimeout, cancellationToken);
        var call = new ApiCall(request, mode, address, time)
        {
            CancellationToken = limit?.Token ?? cancellationToken,
            Deadline = Options.OverallTimeout is { } overall
                ? time.GetTimestamp() + (long)(overall.TotalSeconds * time.TimestampFrequency)
                : null,
            IdempotencyKey = request.Operation is { Idempotency: Idempotency.Header, IdempotencyHeader: not null }
                ? Options.NewIdempotencyKey()
                : null,
        };
        if (request.Content is JsonFilesContent files)
            await files.CheckAsync(call.CancellationToken).ConfigureAwait(false);
        PipelineMessage message = _pipeline.CreateMessage(address, request.Operation.Method, StatusClassifier.Instance);
        bool answered = false;
        Exception? outcome = null;
        Activity? activity = ApiTelemetry.Start(call, Options);
        try
        {
            message.SetProperty(typeof(ApiCall), call);
            message.NetworkTimeout = Timeout.InfiniteTimeSpan;
            call.BeginAttempt(message, limit: null);
            _headers.Apply(message.Request, call);
            await _pipeline.SendAsync(message).ConfigureAwait(false);
            call.Authentication.Reveal(_redactor);
            if (!call.IsSuccess)
                throw outcome = Refused(call);
            answered = true;
            return new ApiAnswer(call);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw outcome = new OperationCanceledException($"{request.Operation.Name} was canceled.", cancellationToken);
        }
        catch (Exception failure) when (failure is not ApiException
            && (limit is { HasPassed: true } || FailureOf(call, failure) != AttemptFailure.Other || failure is RedirectException))
        {
            call.Authentication.Reveal(_redactor);
            throw outcome = Unanswered(call, failure, limit is { HasPassed: true });
        }
        catch (Exception unexpected) when (outcome is null)
        {
            outcome = unexpected;
            throw;
        }
        finally
        {
            ApiTelemetry.Stop(activity, call, answered ? null : outcome);
            PipelineResponse? response = message.ExtractResponse();
            message.Dispose();
            request.Content?.Dispose();
            if (!answered)
            {
                ResponseReader.Discard(response);
                call.Release();
            }
        }
    }

    private Uri BaseOf(ApiOperation operation) => operation.Server is { } server
        ? EndpointRule.OfOperation(server, _settings.DefaultEndpoint, Endpoint, Options.AllowPlainHttp)
        : Endpoint;

    private T Parse<T>(ApiAnswer answer, JsonRead<T> read)
    {
        try
        {
            return ParseJson(answer.Content.Span, read);
        }
        catch (Exception malformed) when (IsMalformed(malformed))
        {
            throw Unreadable(answer, answer.Content, malformed);
        }
    }

    private static T ParseJson<T>(ReadOnlySpan<byte> json, JsonRead<T> read)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxJsonDepth });
        reader.Read();
        T value = read(ref reader);
        // Throws when something follows the value.
        reader.Read();
        return value;
    }

    /// <summary>
    /// Readers throw <see cref="InvalidOperationException"/> for a lone surrogate, and the other two for numbers and dates.
    /// </summary>
    private static bool IsMalformed(Exception exception) =>
        exception is JsonException or InvalidOperationException or FormatException or OverflowException;

    private static AttemptFailure FailureOf(ApiCall call, Exception failure) =>
        call.Failure ?? (failure is ApiException ? AttemptFailure.Other : AttemptFailures.Classify(Last(failure), timedOut: false));

    /// <summary>A retry policy of the user's may collect the failures of all attempts; the last one tells.</summary>
    private static Exception Last(Exception failure) =>
        failure is AggregateException { InnerExceptions: [.., var last] } ? Last(last) : failure;
}
