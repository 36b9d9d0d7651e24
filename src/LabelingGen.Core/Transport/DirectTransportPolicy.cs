using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>
/// Calls <see cref="ApiTransport"/> past its base class, which would put a cancellation of its own and three awaits around every
/// attempt for a timeout and a buffer that this pipeline has itself. A policy of the user's in between gets the long way.
/// </summary>
internal sealed class DirectTransportPolicy : PipelinePolicy
{
    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
        throw new NotSupportedException("Clients are asynchronous throughout.");

    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
        pipeline[currentIndex + 1] is ApiTransport transport
            ? transport.SendAsync(message)
            : pipeline.NextAsync(message, currentIndex);
}
