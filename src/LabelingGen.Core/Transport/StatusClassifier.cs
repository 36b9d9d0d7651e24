using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>Tells the pipeline's own policies (logging) which answers are errors for the operation.</summary>
internal sealed class StatusClassifier : PipelineMessageClassifier
{
    public static readonly StatusClassifier Instance = new();

    public override bool TryClassify(PipelineMessage message, out bool isError)
    {
        isError = !ApiCall.Of(message).Operation.Success.Contains(message.Response!.Status);
        return true;
    }

    public override bool TryClassify(PipelineMessage message, Exception? exception, out bool isRetriable)
    {
        isRetriable = false;
        return false;
    }
}
