using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LabelingGen.Generator.Hosting;

/// <summary>A spec of the project with everything that decides what is generated from it.</summary>
internal sealed record SpecInput(SpecSet Files, ReadOptions Options, string Namespace, string ClientName);

/// <summary>An additional file that belongs to a spec, with its item metadata.</summary>
/// <param name="Role"><c>Spec</c>, <c>Overlay</c>, or empty for a file another one may refer to.</param>
internal sealed record SpecItem(string Role, string Path, string Text)
{
    private static readonly string[] Extensions = { ".yaml", ".yml", ".json" };

    public string Namespace { get; init; } = "";

    public string Client { get; init; } = "";

    public EquatableArray<string> Overlays { get; init; } = EquatableArray<string>.Empty;

    public ReadOptions Options { get; init; } = ReadOptions.Default;

    /// <summary>The item of a file, or <see langword="null"/> where the file is none of ours.</summary>
    public static SpecItem? From(AdditionalText file, AnalyzerConfigOptionsProvider provider, CancellationToken cancellationToken)
    {
        AnalyzerConfigOptions metadata = provider.GetOptions(file);
        string role = Value(metadata, "Role");
        bool mayBeReferredTo = Extensions.Any(extension => file.Path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
        if ((role.Length == 0 && !mayBeReferredTo) || file.GetText(cancellationToken) is not { } text)
            return null;
        SpecItem item = new(role, file.Path, text.ToString());
        if (role != "Spec")
            return item;
        string ns = Value(metadata, "Namespace");
        if (ns.Length == 0)
            ns = provider.GlobalOptions.TryGetValue("build_property.RootNamespace", out string? root) && root.Length > 0 ? root : "Api";
        return item with
        {
            Namespace = ns,
            Client = Value(metadata, "Client"),
            Overlays = List(metadata, "Overlay"),
            Options = new ReadOptions
            {
                IncludeTags = List(metadata, "IncludeTags"),
                ExcludeTags = List(metadata, "ExcludeTags"),
                IncludePaths = List(metadata, "IncludePaths"),
                ExcludePaths = List(metadata, "ExcludePaths"),
            },
        };
    }

    private static string Value(AnalyzerConfigOptions metadata, string name) =>
        metadata.TryGetValue("build_metadata.AdditionalFiles.LabelingGen" + name, out string? value) ? value.Trim() : "";

    // The compiler's configuration file would cut a value at a semicolon, so the targets write another separator.
    private static EquatableArray<string> List(AnalyzerConfigOptions metadata, string name) =>
        Value(metadata, name).Split('|', ';').Select(part => part.Trim()).Where(part => part.Length > 0).ToEquatableArray();
}
