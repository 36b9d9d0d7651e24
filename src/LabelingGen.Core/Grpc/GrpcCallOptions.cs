using Google.Protobuf;

namespace LabelingGen.Core.Grpc;

/// <summary>What can be set for one call.</summary>
public sealed record GrpcCallOptions
{
    /// <summary>Options with nothing set.</summary>
    public static GrpcCallOptions Default { get; } = new();

    /// <summary>Metadata sent with the call, besides the channel's.</summary>
    public GrpcMetadata? Headers { get; init; }

    /// <summary>
    /// Longest time the call may take, all attempts and waits included, instead of the channel's. The server is told, and the call ends
    /// with <see cref="GrpcStatusCode.DeadlineExceeded"/> here too when the server does not keep to it.
    /// <see cref="Timeout.InfiniteTimeSpan"/> lifts the channel's.
    /// </summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Whether request messages are compressed with gzip, instead of what the channel says.</summary>
    public bool? Compress { get; init; }

    /// <summary>
    /// Chooses the request messages that are compressed where <see cref="Compress"/> holds; the others are sent as they are, for a picture
    /// or an archive does not get smaller. <see langword="null"/> = all of them.
    /// </summary>
    public Func<IMessage, bool>? CompressMessage { get; init; }

    /// <summary>Whether the call may be repeated although the server may have received it, instead of what the method says.</summary>
    public bool? Idempotent { get; init; }
}
