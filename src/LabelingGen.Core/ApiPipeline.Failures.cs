using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LabelingGen.Core;

public sealed partial class ApiPipeline
{
    private const int SnippetBytes = 1024;

    /// <summary>The server answered, but not with success.</summary>
    private ApiException Refused(ApiCall call)
    {
        PipelineResponse response = call.Response!;
        ReadOnlyMemory<byte> body = call.Body?.Written ?? ReadOnlyMemory<byte>.Empty;
        (string? message, string? code) = _errors.Read(body);
        message = Redact(message);
        string text = Redact(ContentText.Decode(body.Span, ResponseReader.Header(response, "Content-Type")))!;
        string? requestId = _errors.RequestId(response);
        var what = new StringBuilder(call.Operation.Name).Append(" failed with ")
            .Append(response.Status.ToString(CultureInfo.InvariantCulture));
        if (!string.IsNullOrEmpty(response.ReasonPhrase))
            what.Append(' ').Append(Redact(response.ReasonPhrase));
        if (message is not null)
            what.Append(": ").Append(message.TrimEnd('.'));
        return Fail(Describe(call, what, requestId) with
        {
            Status = response.Status,
            ErrorCode = Redact(code),
            ErrorMessage = message,
            RequestId = requestId,
            ResponseBody = text.Length == 0 ? null : text,
            Response = new ReadResponse(response, BinaryData.FromString(text)),
            Outcome = OutcomeOf(call, response.Status),
        });
    }

    /// <summary>There is no answer, or none that may be used.</summary>
    private ApiException Unanswered(ApiCall call, Exception failure, bool deadlinePassed)
    {
        Exception cause = Last(failure);
        if (cause is ClientResultException { Status: 0, InnerException: { } inner })
            cause = inner;
        AttemptFailure kind = deadlinePassed ? AttemptFailure.TimedOut : FailureOf(call, failure);
        if (deadlinePassed && call.WasSent)
            call.AbandonAttempt();
        int status = call.Response?.Status ?? 0;
        string reason = cause switch
        {
            RedirectException or AnswerException => cause.Message,
            _ when deadlinePassed => $"the call took longer than {Seconds(Options.OverallTimeout)}",
            _ when kind == AttemptFailure.TimedOut => $"nothing came from the server for {Seconds(Options.TryTimeout)}",
            _ when kind == AttemptFailure.NotSent => $"no connection to {OriginGate.Origin(call.Address)} ({cause.Message.TrimEnd('.')})",
            _ when kind == AttemptFailure.Truncated && call.Response is not null => "the answer ended early",
            _ => $"the connection broke ({cause.Message.TrimEnd('.')})",
        };
        var what = new StringBuilder(call.Operation.Name).Append(" failed: ").Append(Redact(reason));
        return Fail(Describe(call, what, null) with
        {
            Status = cause is RedirectException redirect ? redirect.Status : status,
            RequestId = call.Response is { } response ? _errors.RequestId(response) : null,
            Response = call.Response is { } seen ? new ReadResponse(seen, BinaryData.Empty) : null,
            Outcome = cause is RedirectException ? ApiOutcome.Rejected
                : kind == AttemptFailure.NotSent || !call.WasSent ? call.MayHaveActed ? ApiOutcome.Unknown : ApiOutcome.NotSent
                : status != 0 && call.Operation.Success.Contains(status) ? ApiOutcome.SucceededUnreadable
                : ApiOutcome.Unknown,
            InnerException = cause,
        });
    }

    /// <summary>The server answered with success, but not with what the operation promises.</summary>
    private ApiException Unreadable(ApiAnswer answer, ReadOnlyMemory<byte> content, Exception cause)
    {
        ApiCall call = answer.Call;
        string snippet = Redact(Snippet(content.Span, ResponseReader.Header(answer.Response, "Content-Type")))!;
        string reason = content.Length == 0 ? "it is empty"
            : IsJsonPrefix(content.Span) ? $"it ends early, after {content.Length} bytes of JSON"
            : LooksLikeHtml(content.Span) ? "it is HTML"
            : Redact(cause.Message)!.TrimEnd('.');
        var what = new StringBuilder(call.Operation.Name).Append(" was answered with ")
            .Append(answer.Response.Status.ToString(CultureInfo.InvariantCulture))
            .Append(", but the answer cannot be read: ").Append(reason);
        string? requestId = _errors.RequestId(answer.Response);
        return Fail(Describe(call, what, requestId) with
        {
            Status = answer.Response.Status,
            RequestId = requestId,
            ResponseBody = snippet,
            Response = new ReadResponse(answer.Response, BinaryData.FromString(snippet)),
            Outcome = ApiOutcome.SucceededUnreadable,
            InnerException = cause,
        });
    }

    /// <summary>The answer came whole, but is not what it should be; another attempt would not change that.</summary>
    internal ApiException Unusable(ApiAnswer answer, string reason)
    {
        var what = new StringBuilder(answer.Call.Operation.Name).Append(" failed: ").Append(reason);
        string? requestId = _errors.RequestId(answer.Response);
        return Fail(Describe(answer.Call, what, requestId) with
        {
            Status = answer.Response.Status,
            RequestId = requestId,
            Outcome = ApiOutcome.SucceededUnreadable,
            InnerException = new InvalidDataException(reason),
        });
    }

    /// <summary>A streamed answer stopped in the middle.</summary>
    private ApiException Broken(ApiCall call, Exception cause, bool stalled)
    {
        string reason = cause is AnswerException ? cause.Message
            : stalled ? $"the server was silent for {Seconds(Options.ReadTimeout)}"
            : "the answer ended early";
        var what = new StringBuilder(call.Operation.Name).Append(" was cut off: ").Append(reason);
        return Fail(Describe(call, what, _errors.RequestId(call.Response!)) with
        {
            Status = call.Response!.Status,
            RequestId = _errors.RequestId(call.Response),
            Outcome = ApiOutcome.SucceededUnreadable,
            InnerException = cause,
        });
    }

    private ApiError Describe(ApiCall call, StringBuilder what, string? requestId)
    {
        int attempts = Math.Max(1, call.AttemptCount);
        if (requestId is not null)
            what.Append(" (request id ").Append(requestId).Append(')');
        if (attempts > 1)
            what.Append(", after ").Append(attempts.ToString(CultureInfo.InvariantCulture)).Append(" attempts");
        if (call.GaveUp is { } why)
            what.Append("; not repeated because ").Append(why);
        return new ApiError(call.Operation.Name, what.Append('.').ToString())
        {
            Attempts = attempts,
            AttemptStatuses = call.AttemptStatuses,
            Elapsed = Options.TimeProvider.GetElapsedTime(call.Start),
        };
    }

    /// <summary>A refusal is only as sure as the attempts before it: one of them may have been acted on.</summary>
    private static ApiOutcome OutcomeOf(ApiCall call, int status)
    {
        bool changesNothing = call.Operation.Method is "GET" or "HEAD" or "OPTIONS" or "TRACE";
        bool isRefusal = status is >= 300 and < 500 or 501 or 505;
        return changesNothing || (isRefusal && !call.MayHaveActed) ? ApiOutcome.Rejected : ApiOutcome.Unknown;
    }

    private static string Snippet(ReadOnlySpan<byte> content, string? contentType)
    {
        string text = ContentText.Decode(content[..Math.Min(content.Length, SnippetBytes)], contentType);
        return text.Length > SnippetBytes ? text[..SnippetBytes] : text;
    }

    private static bool LooksLikeHtml(ReadOnlySpan<byte> content) => content.TrimStart("\uFEFF \t\r\n"u8).StartsWith("<"u8);

    private static bool IsJsonPrefix(ReadOnlySpan<byte> content)
    {
        try
        {
            var reader = new Utf8JsonReader(content, isFinalBlock: false,
                new JsonReaderState(new JsonReaderOptions { MaxDepth = MaxJsonDepth }));
            while (reader.Read())
            {
            }

            return reader.CurrentDepth > 0 || reader.BytesConsumed < content.Length;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Seconds(TimeSpan? time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(time ?? TimeSpan.Zero).TotalSeconds:0.###} s");
}
