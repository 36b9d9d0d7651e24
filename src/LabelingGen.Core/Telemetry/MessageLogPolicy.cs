using System.ClientModel.Primitives;
using System.Diagnostics.Tracing;

namespace LabelingGen.Core;

/// <summary>Logs messages as System.ClientModel does, and is out of the way while nobody listens.</summary>
internal sealed class MessageLogPolicy(ClientLoggingOptions? options) : PipelinePolicy
{
    /// <summary>Where messages are logged when no logger is given.</summary>
    private const string EventSourceName = "System.ClientModel";

    private readonly MessageLoggingPolicy _log = options is null ? MessageLoggingPolicy.Default : new MessageLoggingPolicy(options);
    private readonly bool _hasLogger = options?.LoggerFactory is not null;
    private EventSource? _source;

    /// <summary>The event source appears with the first message that is logged, so the first one goes there in any case.</summary>
    private bool IsHeard => _hasLogger || (_source ??= Find()) is not { } source || source.IsEnabled();

    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
        throw new NotSupportedException("Clients are asynchronous throughout.");

    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
        IsHeard ? _log.ProcessAsync(message, pipeline, currentIndex) : pipeline.NextAsync(message, currentIndex);

    private static EventSource? Find() => EventSource.GetSources().FirstOrDefault(source => source.Name == EventSourceName);
}
