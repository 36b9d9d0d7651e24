using System.ClientModel.Primitives;
using System.Reflection;
using System.Text.RegularExpressions;
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

    /// <summary>The facts list members as "name 12" or "name, name"; each method named there for these classes must have a line.</summary>
    [Fact]
    public void Nothing_of_the_checklist_is_left_out()
    {
        string? facts = RepositoryPaths.InShared("facts/nucleus.md");
        if (facts is null)
            return;
        string section = File.ReadAllText(facts).Split("## 10.")[1];
        HashSet<string> known = [.. Lines.Select(l => l.Official)];
        List<string> missing = [];
        foreach (Match row in Row().Matches(section))
        {
            string title = row.Groups[1].Value.Split(' ')[0].TrimEnd(',');
            if (title is not ("Dataset" or "NucleusClient" or "Slice" or "Model" or "ModelRun"))
                continue;
            foreach (Match member in Member().Matches(row.Groups[2].Value))
            {
                if (!known.Contains($"{title}.{member.Value}"))
                    missing.Add($"{title}.{member.Value}");
            }
        }

        // Properties of one answer, and words of the facts that name no member.
        missing.RemoveAll(m => m is "Slice.dataset_id" or "Slice.created_at" or "Slice.pending_job_count");
        missing.ShouldBeEmpty();
    }

    [GeneratedRegex(@"^\| ([A-Z][^|]*) \| ([^|]*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("[a-z]+(?:_[a-z]+)+")]
    private static partial Regex Member();

    private static Type Type(string name) => typeof(NucleusClient).Assembly.GetType("LabelingGen.Nucleus." + name)
        ?? throw new InvalidOperationException($"There is no type '{name}'.");

    private static IReadOnlyList<(string Official, string Ours)> Read() =>
    [
        .. File.ReadAllLines(RepositoryPaths.InRepository("tests/LabelingGen.Nucleus.Tests/Client/Checklist.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(" = ", 2)).Select(parts => (parts[0], parts[1])),
    ];
}
