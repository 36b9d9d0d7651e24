using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LabelingGen.Generator.Tests.Support;

/// <summary>Compilations as a user's project has them: nullable, every warning on, the language version of .NET 8.</summary>
internal static class CompilationFactory
{
    public static readonly CSharpParseOptions Parse = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999, deterministic: true,
        concurrentBuild: false);

    private static readonly ImmutableArray<MetadataReference> References =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => !Path.GetFileName(path).StartsWith("LabelingGen.Generator", StringComparison.Ordinal))
        .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)).ToImmutableArray();

    public static CSharpCompilation Create(string assembly, params string[] sources) => CSharpCompilation.Create(
        assembly, sources.Select((text, index) => CSharpSyntaxTree.ParseText(text, Parse, $"Source{index}.cs")), References, Options);
}
