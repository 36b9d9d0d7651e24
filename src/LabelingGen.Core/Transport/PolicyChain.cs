using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>The policies of a pipeline, one after another.</summary>
internal static class PolicyChain
{
    /// <summary>Goes on to the next policy, as the framework does, but without an asynchronous method of its own in between.</summary>
    public static ValueTask NextAsync(this IReadOnlyList<PipelinePolicy> pipeline, PipelineMessage message, int currentIndex) =>
        pipeline[currentIndex + 1].ProcessAsync(message, pipeline, currentIndex + 1);
}
