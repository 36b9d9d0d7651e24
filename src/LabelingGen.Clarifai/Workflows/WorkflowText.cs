using LabelingGen.Clarifai.Protobuf;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LabelingGen.Clarifai;

/// <summary>Writes a workflow as YAML, keys in the order of the alphabet.</summary>
internal static class WorkflowText
{
    public static string Write(Workflow workflow)
    {
        using StringWriter text = new() { NewLine = "\n" };
        Emitter emitter = new(text);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        emitter.Emit(new MappingStart());
        emitter.Emit(new Scalar("workflow"));
        emitter.Emit(new MappingStart());
        Pair(emitter, "id", workflow.Id);
        emitter.Emit(new Scalar("nodes"));
        Begin(emitter);
        foreach (WorkflowNode node in workflow.Nodes)
            WriteNode(emitter, node);
        emitter.Emit(new SequenceEnd());
        emitter.Emit(new MappingEnd());
        emitter.Emit(new MappingEnd());
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void WriteNode(Emitter emitter, WorkflowNode node)
    {
        emitter.Emit(new MappingStart());
        Pair(emitter, "id", node.Id);
        emitter.Emit(new Scalar("model"));
        emitter.Emit(new MappingStart());
        Model model = node.Model ?? new Model();
        // Models of the platform itself are found without their owner.
        bool isOwn = model.UserId != "clarifai" && model.AppId != "main";
        if (isOwn && model.AppId.Length > 0)
            Pair(emitter, "app_id", model.AppId);
        Pair(emitter, "model_id", model.Id);
        if (model.ModelVersion is { Id.Length: > 0 } version)
            Pair(emitter, "model_version_id", version.Id);
        if (isOwn && model.UserId.Length > 0)
            Pair(emitter, "user_id", model.UserId);
        emitter.Emit(new MappingEnd());
        if (node.NodeInputs.Count > 0)
        {
            emitter.Emit(new Scalar("node_inputs"));
            Begin(emitter);
            foreach (NodeInput input in node.NodeInputs)
            {
                emitter.Emit(new MappingStart());
                Pair(emitter, "node_id", input.NodeId);
                emitter.Emit(new MappingEnd());
            }

            emitter.Emit(new SequenceEnd());
        }

        emitter.Emit(new MappingEnd());
    }

    private static void Begin(Emitter emitter) =>
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));

    private static void Pair(Emitter emitter, string key, string value)
    {
        emitter.Emit(new Scalar(key));
        emitter.Emit(YamlStruct.Text(value));
    }
}
