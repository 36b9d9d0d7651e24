using System.Text.RegularExpressions;
using LabelingGen.Testing;

namespace LabelingGen.Documentation.Tests;

/// <summary>Every link of the documentation within the repository leads to a file that is there, and to a heading of it.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string, string> Links()
    {
        TheoryData<string, string> data = [];
        foreach (string document in Documents.Paths)
        {
            foreach (Match link in LinkPattern().Matches(Documents.Read(document)))
                data.Add(document, link.Groups["target"].Value);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Links))]
    public void A_link_leads_somewhere(string document, string target)
    {
        string[] parts = target.Split('#', 2);
        string path = parts[0].Length == 0 ? document : Path.Combine(Path.GetDirectoryName(document) ?? "", parts[0]);
        File.Exists(RepositoryPaths.InRepository(path)).ShouldBeTrue($"{path} is not there");

        if (parts.Length > 1)
            Anchors(path).ShouldContain(parts[1]);
    }

    /// <summary>The anchors of the headings as GitHub makes them: small letters, punctuation gone, a hyphen for each space.</summary>
    private static IEnumerable<string> Anchors(string path) => HeadingPattern().Matches(Documents.Read(path))
        .Select(static heading => PunctuationPattern().Replace(heading.Groups["text"].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?<target>(?!https?:)[^)\s]+)\)")]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex HeadingPattern();

    [GeneratedRegex(@"[^\p{L}\p{N}_ -]")]
    private static partial Regex PunctuationPattern();
}
