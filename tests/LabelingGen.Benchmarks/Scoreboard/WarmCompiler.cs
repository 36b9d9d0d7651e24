using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using LabelingGen.Generator;
using LabelingGen.Generator.Reading;

namespace LabelingGen.Benchmarks.Scoreboard;

/// <summary>The compiler's own driver with the generator in it, as it lives on between the edits of a spec.</summary>
internal sealed class WarmCompiler
{
    private readonly CSharpCompilation _compilation = CSharpCompilation.Create("Edited");
    private GeneratorDriver _driver;
    private SpecText _spec;

    public WarmCompiler(SpecSet spec)
    {
        _spec = new SpecText(spec.Main, "Spec", string.Join(';', spec.Overlays.Select(overlay => overlay.Path)));
        _driver = CSharpGeneratorDriver.Create(
            [new ClientGenerator().AsSourceGenerator()],
            [_spec, .. spec.Overlays.Select(overlay => new SpecText(overlay, "Overlay", ""))],
            new CSharpParseOptions(LanguageVersion.Latest),
            new SpecOptions());
        _driver = _driver.RunGenerators(_compilation);
    }

    /// <summary>Generates again after an edit: from the text to the parsed files and the diagnostics.</summary>
    public void Edit(string text)
    {
        SpecText edited = new(new SpecFile(_spec.Path, text), _spec.Role, _spec.Overlay);
        _driver = _driver.ReplaceAdditionalText(_spec, edited).RunGenerators(_compilation);
        _spec = edited;
    }

    private sealed class SpecText(SpecFile file, string role, string overlay) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(file.Text);

        public override string Path => file.Path;

        public string Role => role;

        public string Overlay => overlay;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }

    private sealed class SpecOptions : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Metadata([]);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => textFile is SpecText spec
            ? new Metadata(new() { ["Role"] = spec.Role, ["Namespace"] = "Api", ["Client"] = "ApiClient", ["Overlay"] = spec.Overlay })
            : GlobalOptions;
    }

    private sealed class Metadata(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        private const string Prefix = "build_metadata.AdditionalFiles.LabelingGen";

        public override bool TryGetValue(string key, out string value)
        {
            string? found = null;
            bool isKnown = key.StartsWith(Prefix, StringComparison.Ordinal) && values.TryGetValue(key[Prefix.Length..], out found);
            value = found ?? "";
            return isKnown;
        }
    }
}
