using System.ClientModel.Primitives;
using System.Reflection;
using System.Text.RegularExpressions;
using LabelingGen.Core;
using LabelingGen.Testing;

namespace LabelingGen.Nucleus.Tests.Client;

/// <summary>Every class and method of the vendor's checklist has something that stands for it in the public surface.</summary>
public sealed partial class ChecklistTests
{
    private static readonly IReadOnlyList<(string Official, string Ours)> Lines = Read();

    public static TheoryData<string, string> Entries
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach ((string official, string ours) in Lines)
                data.Add(official, ours);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Entries))]
    public void Is_there(string official, string ours)
    {
        foreach (string name in ours.Split(", "))
        {
            if (name == "json")
                typeof(IPersistableModel<object>).GetGenericTypeDefinition()
                    .ShouldBe(Type(official).GetInterfaces().Single(i => i.Name == "IPersistableModel`1"
                        && i.GenericTypeArguments[0] == Type(official)).GetGenericTypeDefinition());
            else if (name.Split('.') is [var type, var member])
                Type(type).GetMember(member, BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).ShouldNotBeEmpty(name);
            else
                Type(name).IsPublic.ShouldBeTrue();
        }
    }

    /// <summary>What each class of the checklist has in members, so that no line is lost.</summary>
    [Fact]
    public void The_classes_have_their_members()
    {
        IEnumerable<string> classes = Lines.Where(line => line.Official.Contains('.', StringComparison.Ordinal))
            .GroupBy(line => line.Official[..line.Official.IndexOf('.', StringComparison.Ordinal)])
            .Select(members => $"{members.Key} {members.Count()}");
        classes.ShouldBe(
        [
            "AsyncJob 4", "EmbeddingsExportJob 5", "Frame 4", "LidarScene 10", "VideoScene 5", "Dataset 69", "Model 8", "ModelRun 8",
            "NucleusClient 25", "EvaluationV2 7", "Slice 17", "Validate 8", "ScenarioTest 8", "Track 2", "Errors 12", "Metrics 20",
        ], ignoreOrder: true);
        Lines.Select(line => line.Official).Distinct().Count().ShouldBe(Lines.Count);
    }

    /// <summary>The facts list members as "name 12" or "name, name"; each that is named there for a class of methods has a line.</summary>
    [Fact]
    public void Nothing_of_the_checklist_is_left_out()
    {
        string? facts = RepositoryPaths.InShared("facts/nucleus.md");
        if (facts is null)
            return;
        HashSet<string> known = [.. Lines.Select(line => line.Official)];
        string[] classes =
        [
            "AsyncJob", "EmbeddingsExportJob", "Frame", "LidarScene", "VideoScene", "Dataset", "Model", "ModelRun", "NucleusClient",
            "Slice", "Track",
        ];
        List<string> found = [];
        foreach (Match row in Row().Matches(File.ReadAllText(facts).Split("## 10.")[1]))
        {
            string[] titles = row.Groups[1].Value.Split([", "], StringSplitOptions.None);
            foreach (string title in titles.Select(title => title.Split(' ')[0]))
            {
                if (classes.Contains(title))
                    found.AddRange(Member().Matches(row.Groups[2].Value).Select(member => $"{title}.{member.Groups[1].Value}"));
                else if (title.EndsWith("Annotation", StringComparison.Ordinal) || title.EndsWith("Prediction", StringComparison.Ordinal))
                    known.ShouldContain(title);
            }
        }

        found.Count.ShouldBeGreaterThan(150);
        // The JSON of values that are sent is a matter of the wire; properties of one answer; words of the facts that name no member.
        string[] elsewhere =
        [
            "Frame.from_json", "Frame.to_payload", "LidarScene.to_json", "LidarScene.to_payload", "LidarScene.length",
            "LidarScene.num_sensors", "VideoScene.to_json", "VideoScene.to_payload", "Track.to_payload", "Track.to_json",
            "Slice.name", "Slice.description", "Slice.dataset_id", "Slice.tags", "Slice.type", "Slice.created_at",
            "Slice.pending_job_count", "Slice.properties", "NucleusClient.adds", "NucleusClient.value",
        ];
        found.Except(known).Except(elsewhere).ShouldBeEmpty();
    }

    [GeneratedRegex(@"^\| ([A-Z][^|]*) \| ([^|]*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("(?:^|[·,;/] ?|properties |and )([a-z]+(?:_[a-z]+)*)(?=[ ,/:;(]|$)")]
    private static partial Regex Member();

    private static Type Type(string name) => typeof(NucleusClient).Assembly.GetType("LabelingGen.Nucleus." + name)
        ?? typeof(ApiException).Assembly.GetType("LabelingGen.Core." + name)
        ?? throw new InvalidOperationException($"There is no type '{name}'.");

    private static IReadOnlyList<(string Official, string Ours)> Read() =>
    [
        .. File.ReadAllLines(RepositoryPaths.InRepository("tests/LabelingGen.Nucleus.Tests/Client/Checklist.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(" = ", 2)).Select(parts => (parts[0], parts[1])),
    ];
}
