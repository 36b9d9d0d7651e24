using Google.Protobuf;

namespace LabelingGen.Core.Grpc;

/// <summary>Makes what the job classes of a generated client stand on.</summary>
public static class GrpcJob
{
    /// <summary>Tracks the job that a request names. Nothing is sent yet.</summary>
    /// <param name="invoker">Makes the calls; its <see cref="IGrpcInvoker.JobEnvironment"/> tells how to wait.</param>
    /// <param name="definition">How such jobs are asked about.</param>
    /// <param name="request">The request that asks about this one.</param>
    /// <exception cref="ArgumentException">The request names no job.</exception>
    public static JobTracker<TResult> Track<TRequest, TReport, TResult>(
        IGrpcInvoker invoker, GrpcJobDefinition<TRequest, TReport, TResult> definition, TRequest request)
        where TRequest : class, IMessage<TRequest>
        where TReport : class, IMessage<TReport>
    {
        ArgumentNullException.ThrowIfNull(invoker);
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(request);
        return new GrpcJobTracker<TRequest, TReport, TResult>(invoker, definition, request);
    }

    /// <summary>The request in a job's rehydration token.</summary>
    /// <exception cref="ArgumentException">The token is malformed or names another kind of job.</exception>
    public static TRequest ReadToken<TRequest>(string jobName, System.ClientModel.ContinuationToken token, MessageParser<TRequest> parser)
        where TRequest : class, IMessage<TRequest>
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(parser);
        try
        {
            return parser.ParseFrom(Convert.FromBase64String(JobToken.ReadId(jobName, token)));
        }
        catch (Exception malformed) when (malformed is FormatException or InvalidProtocolBufferException)
        {
            throw new ArgumentException("This is not a token of a job.", nameof(token), malformed);
        }
    }
}
