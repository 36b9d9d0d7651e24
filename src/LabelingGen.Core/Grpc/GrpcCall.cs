using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace LabelingGen.Core.Grpc;

/// <summary>One call from its start to its end: deadline, attempts, and what becomes of a failure.</summary>
internal sealed class GrpcCall : IDisposable
{
    private const int MaxRefusals = 10;

    private readonly GrpcTransport _transport;
    private readonly string _service;
    private readonly string _method;
    private readonly GrpcCallOptions _options;
    private readonly bool _idempotent;
    private readonly CancellationToken _callerToken;
    private readonly CancellationTokenSource? _deadline;
    private readonly CancellationTokenSource? _ended;
    private readonly TimeSpan? _timeout;
    private readonly long _started;
    private readonly Activity? _activity;
    private string? _secret;
    private bool _secretReplaced;
    private int _attempts;
    private int _refusals;
    private bool _completed;

    public GrpcCall(
        GrpcTransport transport, string service, string method, bool idempotent, GrpcCallOptions? options, bool streams,
        CancellationToken callerToken)
    {
        _transport = transport;
        _service = service;
        _method = method;
        _options = options ?? GrpcCallOptions.Default;
        _idempotent = _options.Idempotent ?? idempotent;
        _callerToken = callerToken;
        _started = Clock.GetTimestamp();
        Token = callerToken;
        TimeSpan? timeout = _options.Deadline ?? transport.Options.Deadline;
        if (timeout is { } time && time != Timeout.InfiniteTimeSpan)
        {
            _timeout = time;
            _deadline = new CancellationTokenSource(time > TimeSpan.Zero ? time : TimeSpan.Zero, Clock);
        }

        if (streams || _deadline is not null)
        {
            _ended = CancellationTokenSource.CreateLinkedTokenSource(callerToken, _deadline?.Token ?? CancellationToken.None);
            Token = _ended.Token;
        }

        _activity = GrpcTelemetry.StartCall(service, method, transport.Address);
        transport.Budget.CallStarted();
    }

    /// <summary>Cancelled by the caller, by the deadline, and at the end of the call.</summary>
    public CancellationToken Token { get; }

    private bool Compress => _options.Compress ?? _transport.Options.Compress;

    private TimeProvider Clock => _transport.Options.TimeProvider;

    private TimeSpan Elapsed => Clock.GetElapsedTime(_started);

    public bool Compresses(IMessage message) => Compress && (_options.CompressMessage?.Invoke(message) ?? true);

    /// <summary>Cancels what is under way, as seen from outside: the caller's enumeration was cancelled.</summary>
    public void Cancel() => _ended?.Cancel();

    public void ThrowIfExpired()
    {
        _callerToken.ThrowIfCancellationRequested();
        if (_timeout is { } timeout && timeout <= Elapsed)
        {
            throw new GrpcFailure(GrpcStatusCode.DeadlineExceeded, "The deadline passed before the call was sent.")
            {
                NotSent = _attempts == 0,
            };
        }
    }

    /// <summary>Prepares the next attempt.</summary>
    public async ValueTask<GrpcExchange> CreateExchangeAsync(Uri uri, GrpcRequestContent content)
    {
        ThrowIfExpired();
        _attempts++;
        HttpRequestMessage request = new(HttpMethod.Post, uri)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        HttpRequestHeaders headers = request.Headers;
        headers.TryAddWithoutValidation("te", "trailers");
        headers.TryAddWithoutValidation("user-agent", _transport.UserAgent);
        headers.TryAddWithoutValidation("grpc-accept-encoding", "gzip");
        if (Compress)
            headers.TryAddWithoutValidation("grpc-encoding", "gzip");
        if (_timeout is { } timeout)
            headers.TryAddWithoutValidation("grpc-timeout", GrpcTimeout.Format(timeout - Elapsed));
        if (_attempts > 1)
            headers.TryAddWithoutValidation("grpc-previous-rpc-attempts", (_attempts - 1).ToString(CultureInfo.InvariantCulture));
        if (_transport.Options.Credential is { } credential)
        {
            _secret = await credential.Secret.GetAsync(Token).ConfigureAwait(false);
            headers.TryAddWithoutValidation(credential.Key, credential.Prefix + _secret);
        }

        Add(headers, _transport.Options.Headers);
        Add(headers, _options.Headers);
        return new GrpcExchange(_transport.Invoker, request, content, _transport.Options.MaxResponseMessageSize);
    }

    /// <summary>Decides whether a failed attempt is followed by another one, and waits until it is time.</summary>
    public async ValueTask<bool> RetryAsync(GrpcFailure failure, bool canResend)
    {
        if (!canResend || Token.IsCancellationRequested || RetryDelay(failure) is not { } delay)
            return false;
        if (_timeout is { } timeout && delay >= timeout - Elapsed)
            return false;
        GrpcTelemetry.Retrying(_transport.Logger, _activity, _service, _method, failure.Code, _attempts, delay);
        if (delay > TimeSpan.Zero)
            await Task.Delay(delay, Clock, Token).ConfigureAwait(false);
        return true;
    }

    public void Succeeded()
    {
        _transport.Budget.Succeeded();
        Complete(GrpcStatusCode.Ok);
    }

    /// <summary>The exception for the caller.</summary>
    public Exception Failed(Exception exception)
    {
        if (_callerToken.IsCancellationRequested && exception is not GrpcFailure { FromServer: true })
        {
            Complete(GrpcStatusCode.Cancelled);
            return new OperationCanceledException($"The call of {_service}/{_method} was cancelled.", exception, _callerToken);
        }

        if (DeadlinePassed(exception))
        {
            exception = new GrpcFailure(GrpcStatusCode.DeadlineExceeded, "The deadline passed.", exception)
            {
                NotSent = exception is GrpcFailure { NotSent: true },
            };
        }

        if (exception is not GrpcFailure failure)
        {
            Complete(exception is OperationCanceledException ? GrpcStatusCode.Cancelled : GrpcStatusCode.Unknown);
            return exception;
        }

        Complete(failure.Code);
        GrpcTelemetry.LogFailure(_transport.Logger, _service, _method, failure.Code, _attempts, Elapsed.TotalMilliseconds);
        return ToException(failure);
    }

    public void Dispose()
    {
        Complete(GrpcStatusCode.Cancelled);
        _ended?.Cancel();
        _ended?.Dispose();
        _deadline?.Dispose();
    }

    private static void Add(HttpRequestHeaders headers, GrpcMetadata? metadata)
    {
        if (metadata is null)
            return;
        foreach (GrpcMetadataEntry entry in metadata)
            headers.TryAddWithoutValidation(entry.Key, entry.IsBinary ? GrpcBase64.Encode(entry.Bytes.Span) : entry.Text);
    }

    private void Complete(GrpcStatusCode code)
    {
        if (_completed)
            return;
        _completed = true;
        GrpcTelemetry.CallEnded(_activity, _service, _method, code, Elapsed);
    }

    // A server that watches the deadline too may reset the stream a moment before our own clock says so.
    private bool DeadlinePassed(Exception exception)
        => _timeout is { } timeout && exception is not GrpcFailure { FromServer: true }
            && (_deadline!.IsCancellationRequested || exception is GrpcFailure { Code: GrpcStatusCode.Cancelled } && Elapsed >= timeout);

    private GrpcException ToException(GrpcFailure failure)
    {
        string message = failure.Message;
        if (!string.IsNullOrEmpty(_secret))
            message = message.Replace(_secret, "***", StringComparison.Ordinal);
        string name = $"{_service}/{_method}";
        ApiError error = new(name, $"{name} failed with {failure.Code}{(message.Length > 0 ? ": " + message : "")}")
        {
            Status = GrpcStatus.ToHttp(failure.Code),
            ErrorCode = failure.Code.ToString(),
            ErrorMessage = message.Length > 0 ? message : null,
            Attempts = _attempts,
            Elapsed = Elapsed,
            Outcome = OutcomeOf(failure),
            InnerException = failure.InnerException,
        };
        return new GrpcException(error, failure.Code, failure.Headers, failure.Trailers);
    }

    private static ApiOutcome OutcomeOf(GrpcFailure failure) => failure switch
    {
        { NotSent: true } => ApiOutcome.NotSent,
        {
            FromServer: true,
            Code: not (GrpcStatusCode.Unavailable or GrpcStatusCode.DeadlineExceeded or GrpcStatusCode.Unknown or GrpcStatusCode.Internal
                or GrpcStatusCode.Cancelled or GrpcStatusCode.Aborted or GrpcStatusCode.DataLoss),
        } => ApiOutcome.Rejected,
        _ => ApiOutcome.Unknown,
    };

    /// <summary>How long to wait before the next attempt; nothing when there shall be none.</summary>
    private TimeSpan? RetryDelay(GrpcFailure failure)
    {
        if (failure.Code == GrpcStatusCode.Unauthenticated && !_secretReplaced && _secret is not null
            && _transport.Options.Credential!.Secret.Reject(_secret))
        {
            _secretReplaced = true;
            return TimeSpan.Zero;
        }

        RetryOptions retry = _transport.Options.Retry;
        if (failure.Refused)
        {
            // No sign of trouble, only of a connection that is full at the moment: another one, or the same a moment later, will do.
            _refusals++;
            TimeSpan pause = TimeSpan.FromMilliseconds(Math.Min(1 << _refusals, 250) * (1 - (0.5 * _transport.Options.Random())));
            return _refusals <= MaxRefusals ? pause : null;
        }

        if (_attempts - _refusals > retry.MaxRetries)
            return null;
        string? pushback = failure.Trailers["grpc-retry-pushback-ms"];
        bool invited = pushback is not null;
        TimeSpan delay;
        if (invited)
        {
            if (!int.TryParse(pushback, NumberStyles.None, CultureInfo.InvariantCulture, out int milliseconds))
                return null;
            delay = TimeSpan.FromMilliseconds(milliseconds) + retry.Delay * (retry.Jitter * _transport.Options.Random());
            if (delay > retry.MaxRetryAfter)
                return null;
        }
        else
        {
            double own = Math.Min(retry.Delay.Ticks * Math.Pow(retry.Factor, _attempts - 1), retry.MaxDelay.Ticks);
            delay = _attempts == 1 && retry.FirstRetryAtOnce
                ? TimeSpan.Zero
                : TimeSpan.FromTicks((long)(own * (1 - retry.Jitter * _transport.Options.Random())));
        }

        bool allowed = failure.NotSent
            ? failure.Code == GrpcStatusCode.Unavailable
            : (_idempotent || invited) && _transport.Options.RetryStatusCodes.Contains(failure.Code);
        return allowed && _transport.Budget.TryTakeRetry() ? delay : null;
    }
}
