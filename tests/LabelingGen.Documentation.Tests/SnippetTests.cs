using System.Text.RegularExpressions;
using LabelingGen.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LabelingGen.Documentation.Tests;

/// <summary>Every C# snippet of the documentation compiles against the packages as they are built here.</summary>
public sealed partial class SnippetTests
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public static TheoryData<string, int> Snippets()
    {
        TheoryData<string, int> data = [];
        foreach (string file in new[] { "README.md" }.Concat(Directory.GetFiles(RepositoryPaths.InRepository("docs"), "*.md").Select(static path => Path.Combine("docs", Path.GetFileName(path)))))
        {
            int count = Read(file).Count;
            for (int i = 0; i < count; i++)
                data.Add(file, i);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Snippets))]
    public void Every_snippet_compiles(string file, int index)
    {
        (int line, string code) = Read(file)[index];
        // A snippet may end in the middle of a story: what it uses and does not declare is told in a comment, "// given: TYPE name".
        string given = string.Concat(GivenPattern().Matches(code).Select(static match => $"{match.Groups["type"].Value} {match.Groups["name"].Value} = default!;\n"));
        string[] usings = [.. code.Split('\n').Where(static text => text.StartsWith("using ", StringComparison.Ordinal) && text.TrimEnd().EndsWith(';') && !text.Contains('=') && !text.Contains("var "))];
        string body = string.Join('\n', code.Split('\n').Where(text => !usings.Contains(text)));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Snippet",
            [CSharpSyntaxTree.ParseText(ImplicitUsings), CSharpSyntaxTree.ParseText(string.Join('\n', usings) + "\n" + given + body)],
            References,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

        string[] errors = [.. compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => $"{file}, snippet at line {line}: {diagnostic}")];

        errors.ShouldBeEmpty();
    }

    [Fact]
    public void The_readme_has_snippets() => Read("README.md").Count.ShouldBeGreaterThan(2);

    private static IReadOnlyList<MetadataReference> References { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path))];

    private static List<(int Line, string Code)> Read(string file)
    {
        string text = File.ReadAllText(RepositoryPaths.InRepository(file)).ReplaceLineEndings("\n");
        return [.. FencePattern().Matches(text).Select(match => (text[..match.Index].Count(static c => c == '\n') + 1, match.Groups["code"].Value))];
    }

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FencePattern();

    [GeneratedRegex(@"^// given: (?<type>.+?) (?<name>\w+)\s*$", RegexOptions.Multiline)]
    private static partial Regex GivenPattern();
}
