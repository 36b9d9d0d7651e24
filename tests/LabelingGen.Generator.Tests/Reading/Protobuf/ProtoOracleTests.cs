using Google.Protobuf.Reflection;
using LabelingGen.Generator.Reading;
using LabelingGen.Generator.Reading.Protobuf;
using LabelingGen.Testing;

namespace LabelingGen.Generator.Tests.Reading.Protobuf;

/// <summary>Whatever protoc says of a file, our reader says too, to the column.</summary>
public sealed class ProtoOracleTests
{
    [Fact]
    public void Our_own_files_are_read_as_protoc_reads_them()
        => Compare(RepositoryPaths.InRepository("specs", "clarifai"), 4800);

    [Fact]
    public void The_well_known_files_are_read_as_protoc_reads_them()
        => Compare(
            Protoc.WellKnownFolder(typeof(ProtoOracleTests).Assembly), 80, "google/protobuf/descriptor.proto", "google/protobuf/compiler");

    [Fact]
    public void A_file_with_every_turn_of_the_grammar_is_read_as_protoc_reads_it()
        => Compare(Path.Combine(AppContext.BaseDirectory, "Reading", "Protobuf", "Samples"), 60);

    private static void Compare(string root, int leastFacts, params string[] excluded)
    {
        string[] paths = [.. Directory.EnumerateFiles(root, "*.proto", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(root, f).Replace('\\', '/'))
            .Where(p => !excluded.Any(e => p.StartsWith(e, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];
        FileDescriptorSet wanted = Protoc.Compile(typeof(ProtoOracleTests).Assembly, root, paths);
        SpecFile[] files = [.. paths.Select(p => new SpecFile(Path.Combine(root, p), File.ReadAllText(Path.Combine(root, p))))];
        ProtoReadResult read = ProtoReader.Read(files, default);
        read.Diagnostics.Select(d => d.Message).ShouldBeEmpty();

        Dictionary<string, DescriptorProto> messages = [];
        foreach (FileDescriptorProto file in wanted.File)
            ProtoFacts.Register(file.Package, file.MessageType, messages);
        int facts = 0;
        foreach (FileDescriptorProto file in wanted.File.Where(f => paths.Contains(f.Name)))
        {
            ProtoFile same = read.Model.Files
                .Single(f => file.Name == f.Path || file.Name.EndsWith("/" + f.Path, StringComparison.Ordinal));
            List<string> ours = ProtoFacts.Of(read, same.Path);
            string.Join('\n', ours).ShouldBe(string.Join('\n', ProtoFacts.Of(file, messages)), file.Name);
            facts += ours.Count;
        }

        facts.ShouldBeGreaterThanOrEqualTo(leastFacts);
    }
}
