using LabelingGen.Generator.Hosting;
using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Reading.Protobuf;

namespace LabelingGen.Generator.Tests.Hostile;

/// <summary>What the protobuf half makes of files, through the same closed stages as in the compiler.</summary>
/// <param name="Faults">Diagnostics about the generator itself: there must be none.</param>
internal sealed record ProtoFiles(IReadOnlyDictionary<string, string> Files, IReadOnlyList<string> Faults)
{
    public static ProtoFiles Of(ProtoInput input)
    {
        ProtoReadResult read = GrpcGeneration.Read(input, CancellationToken.None);
        ClientPlan plan = GrpcGeneration.Plan(GrpcGeneration.Prepare(input, read.Model, CancellationToken.None));
        GrpcFile[] files = [.. plan.Units.Select(GrpcGeneration.Emit)];
        return new ProtoFiles(
            files.Where(file => file.Text is not null).ToDictionary(
                file => file.HintName, file => file.Text!, StringComparer.OrdinalIgnoreCase),
            [.. read.Diagnostics.Select(found => found.Id).Concat(plan.Diagnostics.Select(found => found.Id))
                .Concat(files.Where(file => file.Fault is not null).Select(file => file.Fault!.Id)).Where(id => id == "LG9001")]);
    }
}
