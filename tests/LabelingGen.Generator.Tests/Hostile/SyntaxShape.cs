using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LabelingGen.Generator.Tests.Hostile;

/// <summary>What kinds of nodes and tokens emitted files consist of, whatever the names and texts in them.</summary>
/// <param name="Files">One number per file, with its name: equal for equal shapes.</param>
/// <param name="Problems">What no file may have: errors, torn documentation, directives, the canary.</param>
internal sealed record SyntaxShape(IReadOnlyList<(ulong Shape, string Name)> Files, IReadOnlyList<string> Problems)
{
    private static readonly CSharpParseOptions Parse = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    public static SyntaxShape Of(IEnumerable<KeyValuePair<string, string>> files)
    {
        List<(ulong, string)> shapes = [];
        List<string> problems = [];
        foreach ((string name, string text) in files)
        {
            SyntaxTree tree = CSharpSyntaxTree.ParseText(text, Parse, name);
            problems.AddRange(tree.GetDiagnostics().Select(found => found.ToString()));
            SyntaxNode root = tree.GetRoot();
            shapes.Add((Hash(root), name));
            problems.AddRange(
                root.DescendantTrivia(descendIntoTrivia: true).Where(IsForeign).Select(found => $"{name}: {found.ToString().Trim()}"));
            problems.AddRange(root.DescendantTokens(descendIntoTrivia: true)
                .Where(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == HostileTexts.Canary)
                .Select(token => $"{name}: {token.GetLocation().GetLineSpan().StartLinePosition}: {HostileTexts.Canary}"));
            if (Path.GetFileName(name) != name || name.Length > 200
                || name.Any(character => char.IsControl(character) || "<>:\"|?*".Contains(character)))
                problems.Add($"{name} is no name for a file");
        }

        return new SyntaxShape(shapes, problems);
    }

    /// <summary>Names of the files that have no equal in the other; names follow the texts, shapes must not.</summary>
    public IReadOnlyList<string> DifferencesFrom(SyntaxShape other)
    {
        List<ulong> expected = [.. other.Files.Select(file => file.Shape)];
        return [.. Files.Where(file => !expected.Remove(file.Shape)).Select(file => file.Name),
            .. Enumerable.Repeat("a file is missing", Math.Max(0, other.Files.Count - Files.Count))];
    }

    // Emitted files have one directive and no comments but those at their head and documentation.
    private static bool IsForeign(SyntaxTrivia trivia) =>
        (trivia.IsDirective && !trivia.IsKind(SyntaxKind.NullableDirectiveTrivia))
        || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) || trivia.IsKind(SyntaxKind.DisabledTextTrivia)
            || trivia.IsKind(SyntaxKind.SkippedTokensTrivia)
        || (trivia.IsKind(SyntaxKind.NullableDirectiveTrivia)
            && trivia.GetStructure() is NullableDirectiveTriviaSyntax { SettingToken.RawKind: not (int)SyntaxKind.EnableKeyword });

    private static ulong Hash(SyntaxNode root)
    {
        ulong hash = 14695981039346656037;
        foreach (SyntaxNodeOrToken part in root.DescendantNodesAndTokensAndSelf())
            hash = unchecked((hash ^ (ulong)part.RawKind) * 1099511628211);
        return hash;
    }
}
