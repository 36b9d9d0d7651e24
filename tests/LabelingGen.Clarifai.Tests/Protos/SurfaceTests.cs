using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using LabelingGen.Testing;

namespace LabelingGen.Clarifai.Tests.Protos;

public sealed partial class SurfaceTests
{
    // protoc warns of an import nothing uses, and a warning fails our build.
    private static readonly (string File, string Import)[] UnusedUpstream =
    [
        ("resources.proto", "proto/clarifai/auth/util/extension.proto"), ("service.proto", "google/protobuf/timestamp.proto"),
    ];

    [Fact]
    public void Every_line_of_the_recorded_surface_is_in_our_files_and_no_other()
    {
        if (RepositoryPaths.InShared("facts", "clarifai.surface.txt") is not { } recorded)
            return;
        List<string> expected = [.. File.ReadLines(recorded).Where(l => l.Length > 0 && l[0] != '#').Select(WithoutLanguageOptions)];
        List<string> actual = SurfaceListing.Write(Compile().Where(f => !f.Name.Contains("/legacy/", StringComparison.Ordinal)), "V2");

        string.Join("\n", actual.Except(expected)).ShouldBeEmpty();
        string.Join("\n", expected.Except(actual)).ShouldBeEmpty();
        actual.Count.ShouldBe(expected.Count);
        Lines(actual, "RPC").Count().ShouldBe(273);
    }

    [Fact]
    public void Fields_keep_the_order_of_the_recorded_surface()
    {
        if (RepositoryPaths.InShared("facts", "clarifai.surface.txt") is not { } recorded)
            return;
        static IEnumerable<string> Fields(IEnumerable<string> lines)
            => Lines(lines, "FIELD").GroupBy(Owner).OrderBy(g => g.Key, StringComparer.Ordinal).SelectMany(g => g);
        Fields(SurfaceListing.Write(Compile().Where(f => !f.Name.Contains("/legacy/", StringComparison.Ordinal)), "V2"))
            .ShouldBe(Fields(File.ReadLines(recorded)));
    }

    [Fact]
    public void The_removed_module_methods_and_their_messages_are_those_of_the_last_release_that_had_them()
    {
        if (RepositoryPaths.InShared("facts", "clarifai.surface.removed.txt") is not { } recorded)
            return;
        string[] removed = [.. File.ReadLines(recorded).Select(l => Normalized(LastRelease().Replace(l, "")))];
        List<string> all = SurfaceListing.Write(Compile(), "LegacyModules");
        string[] messages = [.. Lines(all, "MESSAGE").Where(l => l.Contains("/legacy/", StringComparison.Ordinal))
            .Select(l => l.Split(' ')[1])];
        string[] fields = [.. Lines(all, "FIELD").Where(l => messages.Contains(Owner(l))).Select(l => Normalized(Kind().Replace(l, "")))];
        string[] bindings = [.. Lines(all, "HTTP").Where(l => l.Contains("LegacyModules/", StringComparison.Ordinal))
            .Select(l => l.Replace("LegacyModules/", "V2/", StringComparison.Ordinal))];

        messages.Length.ShouldBe(15);
        bindings.Length.ShouldBe(8);
        fields.Concat(bindings).Except(removed).ShouldBeEmpty();
        Lines(removed, "FIELD").Count(l => messages.Contains(Owner(l))).ShouldBe(fields.Length);
    }

    private static IEnumerable<string> Lines(IEnumerable<string> listing, string kind)
        => listing.Where(l => l.StartsWith(kind + " ", StringComparison.Ordinal));

    private static string Owner(string fieldLine) => fieldLine.Split(' ')[1] is var name ? name[..name.LastIndexOf('.')] : "";

    private static string Normalized(string line) => line.Replace("=yes", "=true", StringComparison.Ordinal);

    private static IEnumerable<FileDescriptorProto> Compile()
    {
        string root = RepositoryPaths.InRepository("specs", "clarifai");
        IEnumerable<string> files = Directory.EnumerateFiles(root, "*.proto", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(root, f).Replace('\\', '/')).Order(StringComparer.Ordinal);
        return Protoc.Compile(typeof(SurfaceTests).Assembly, root, files, SurfaceListing.Extensions).File
            .Where(f => f.Name.StartsWith("clarifai/", StringComparison.Ordinal));
    }

    /// <summary>Java, Go and Objective-C options of upstream are not reproduced, and the C# namespace is our own.</summary>
    private static string WithoutLanguageOptions(string line)
    {
        if (!line.StartsWith("FILE ", StringComparison.Ordinal))
            return line;
        line = LanguageOptions().Replace(line, "");
        foreach ((string file, string import) in UnusedUpstream)
        {
            if (line.StartsWith("FILE proto/clarifai/api/" + file + " ", StringComparison.Ordinal))
                line = line.Replace(import + ",", "", StringComparison.Ordinal).Replace("," + import, "", StringComparison.Ordinal);
        }

        return line;
    }

    [GeneratedRegex(@" \| (go_package|java_package|csharp_namespace|objc_class_prefix) [^|]*(?= \|)")]
    private static partial Regex LanguageOptions();

    [GeneratedRegex(@" \| last-release [0-9.]+")]
    private static partial Regex LastRelease();

    [GeneratedRegex(@" \| kind \w+")]
    private static partial Regex Kind();
}
