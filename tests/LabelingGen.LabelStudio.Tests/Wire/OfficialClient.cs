using LabelingGen.Testing;

namespace LabelingGen.LabelStudio.Tests.Wire;

/// <summary>The whole surface of the official client.</summary>
internal static class OfficialClient
{
    private const string ClassMark = "class ";

    private static readonly Lazy<IReadOnlyList<string>> Lines = new(() =>
        [.. File.ReadLines(RepositoryPaths.InRepository("tests", "LabelingGen.LabelStudio.Tests", "Wire", "official-client.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')]);

    /// <summary>All its methods.</summary>
    public static IReadOnlyList<OfficialMethod> Methods { get; } =
        [.. Lines.Value.Where(line => !line.StartsWith(ClassMark, StringComparison.Ordinal)).Select(OfficialMethod.Parse)];

    /// <summary>
    /// The classes of objects that are given to its methods, with the members that travel under another name than the program writes.
    /// </summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Classes { get; } =
        Lines.Value.Where(line => line.StartsWith(ClassMark, StringComparison.Ordinal)).Select(line => line[ClassMark.Length..].Split(' '))
            .ToDictionary(words => words[0], Renamed, StringComparer.Ordinal);

    private static IReadOnlyDictionary<string, string> Renamed(string[] words) =>
        words[1..].Select(member => member.Split(':')).ToDictionary(names => names[0], names => names[1], StringComparer.Ordinal);
}
