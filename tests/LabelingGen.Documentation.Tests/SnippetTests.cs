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
        foreach (string file in Documents.Paths)
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
        string[] usings = [.. code.Split('\n').Where(IsUsingDirective)];
        string body = string.Join('\n', code.Split('\n').Where(static text => !IsUsingDirective(text)));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Snippet",
            [CSharpSyntaxTree.ParseText(ImplicitUsings), CSharpSyntaxTree.ParseText(string.Join('\n', usings) + "\n" + body)],
            References,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

        string[] errors = [.. compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => $"{file}, snippet at line {line}: {diagnostic}")];

        errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ScaleClient")]
    [InlineData("FastLabelClient")]
    [InlineData("NucleusClient")]
    [InlineData("LabelStudioClient")]
    [InlineData("ClarifaiClient")]
    public void The_readme_shows_each_client(string client) =>
        Read("README.md").ShouldContain(snippet => snippet.Code.Contains($"{client}.FromEnvironment()"));

    private static IReadOnlyList<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    private static bool IsUsingDirective(string line) =>
        line.StartsWith("using ", StringComparison.Ordinal) && line.TrimEnd().EndsWith(';') && !line.Contains('=')
            && !line.Contains("var ");

    private static List<(int Line, string Code)> Read(string file)
    {
        string text = Documents.Read(file);
        return [.. FencePattern().Matches(text).Select(
            match => (text[..match.Index].Count(static c => c == '\n') + 1, match.Groups["code"].Value))];
    }

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FencePattern();
}
