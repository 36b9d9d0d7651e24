using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LabelingGen.Generator.Tests.Support;

/// <summary>A file handed to the generator as the build would: a text with item metadata.</summary>
internal sealed record TestSpec(string Path, string Text)
{
    public string Role { get; init; } = "Spec";

    public string Namespace { get; init; } = "Test.Api";

    public string Client { get; init; } = "TestClient";

    public string Overlay { get; init; } = "";

    public string IncludeTags { get; init; } = "";

    public AdditionalText ToAdditionalText() => new InMemoryText(Path, Text);

    private sealed class InMemoryText(string path, string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text);

        public override string Path { get; } = path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }
}

/// <summary>The item metadata of the files of a test.</summary>
internal sealed class TestOptions(IEnumerable<TestSpec> specs) : AnalyzerConfigOptionsProvider
{
    private readonly Dictionary<string, TestSpec> _specs = specs.ToDictionary(spec => spec.Path);

    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(ImmutableDictionary<string, string>.Empty);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile)
    {
        if (!_specs.TryGetValue(textFile.Path, out TestSpec? spec))
            return GlobalOptions;
        const string prefix = "build_metadata.AdditionalFiles.LabelingGen";
        return new Options(new Dictionary<string, string>
        {
            [prefix + "Role"] = spec.Role,
            [prefix + "Namespace"] = spec.Namespace,
            [prefix + "Client"] = spec.Client,
            [prefix + "Overlay"] = spec.Overlay,
            [prefix + "IncludeTags"] = spec.IncludeTags,
        }.ToImmutableDictionary());
    }

    private sealed class Options(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value)
        {
            bool found = values.TryGetValue(key, out string? text);
            value = text ?? "";
            return found;
        }
    }
}
