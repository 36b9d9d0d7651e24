using LabelingGen.Generator.Hosting;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Grpc;

namespace LabelingGen.Generator.Tests.Hostile;

/// <summary>
/// Names of emitted files stay in their folder on every disk, and no two are one where case is not told apart: line 37 of the checklist.
/// </summary>
public class HintNameTests
{
    [Fact]
    public void A_name_is_a_plain_name_of_a_file_whatever_the_type_is_called()
    {
        List<string> names = [.. HostileTexts.All.Append("../../x").Append("a\\..\\b").Append("\u0130").Append("i\u0307")
            .Select(text => Name("Test.Api", text))];

        names.ShouldAllBe(name => name.Length <= 200 && name.EndsWith(".g.cs", StringComparison.Ordinal));
        names.ShouldAllBe(name =>
            name.All(character => char.IsAsciiLetterOrDigit(character) || character == '.' || character == '_' || character == '-'));
        // A file in the tool's folder: nothing leads out of it, and no name is one of a device, which all begin with the namespace.
        string folder = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "out"));
        names.ShouldAllBe(name => Path.GetDirectoryName(Path.GetFullPath(Path.Combine(folder, name))) == folder);
        names.ShouldAllBe(name => name.StartsWith("Test.Api.", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_that_differ_in_what_a_disk_may_not_tell_apart_are_different_files() =>
        new[] { Name("A", "\u00e9"), Name("A", "\u00e8"), Name("A", "e\u0301"), Name("A", new string('x', 300)),
            Name("A", new string('x', 301)) }
            .Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(5);

    private static string Name(string ns, string type) => HintNames.Of(new GrpcRootPlan(ns, type, "", EquatableArray<GrpcSubClient>.Empty));
}
