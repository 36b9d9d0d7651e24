using System.ClientModel;
using System.Net.Sockets;

namespace LabelingGen.Core;

/// <summary>What an exception of an attempt says about the request.</summary>
internal enum AttemptFailure
{
    /// <summary>Not a matter of transport: a bug, a refused redirect, a bad argument.</summary>
    Other,

    /// <summary>No connection came about, so nothing was sent.</summary>
    NotSent,

    /// <summary>The connection broke after the request may have been received.</summary>
    Broken,

    /// <summary>No complete answer within the time of an attempt.</summary>
    TimedOut,

    /// <summary>The answer began, but ended early.</summary>
    Truncated,

    /// <summary>The answer is too large or damaged; it would be again.</summary>
    Unreadable,
}

/// <summary>Sorts exceptions of the transport.</summary>
internal static class AttemptFailures
{
    public static AttemptFailure Classify(Exception exception, bool timedOut)
    {
        if (timedOut)
            return AttemptFailure.TimedOut;
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case RedirectException:
                    return AttemptFailure.Other;
                case AnswerException answer:
                    return answer.IsTruncated ? AttemptFailure.Truncated : AttemptFailure.Unreadable;
                case HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded }:
                    return AttemptFailure.Truncated;
                case HttpRequestException { InnerException: ConnectionLostException }:
                    return AttemptFailure.Broken;
                case HttpRequestException
                {
                    HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                    or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
                }:
                    return AttemptFailure.NotSent;
                case HttpRequestException
                {
                    HttpRequestError: HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.InvalidResponse,
                }:
                    return AttemptFailure.Unreadable;
                case SocketException
                {
                    SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.NoData
                    or SocketError.TryAgain
                }:
                    return AttemptFailure.NotSent;
                case TimeoutException:
                    return AttemptFailure.TimedOut;
            }
        }

        return exception is IOException or HttpRequestException or SocketException
            || exception is ClientResultException { Status: 0 } ? AttemptFailure.Broken : AttemptFailure.Other;
    }
}
