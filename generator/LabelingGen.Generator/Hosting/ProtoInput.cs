using System.Collections.Immutable;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Naming;
using LabelingGen.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LabelingGen.Generator.Hosting;

/// <summary>A <c>.proto</c> file of the project, or an overlay that may belong to one, with its item metadata.</summary>
/// <param name="Overlay">The overlay as the project names it; of an overlay itself, empty.</param>
internal sealed record ProtoItem(SpecFile File, bool IsOverlay, string Namespace, string ClientName, string Overlay)
{
    public static ProtoItem? From(AdditionalText file, AnalyzerConfigOptionsProvider provider, CancellationToken cancellationToken)
    {
        AnalyzerConfigOptions metadata = provider.GetOptions(file);
        string role = Value(metadata, "Role");
        bool isProto = role == "Proto";
        if ((!isProto && role != "Overlay") || file.GetText(cancellationToken) is not { } text)
            return null;
        string ns = Value(metadata, "Namespace");
        if (ns.Length == 0)
            ns = provider.GlobalOptions.TryGetValue("build_property.RootNamespace", out string? root) && root.Length > 0 ? root : "Api";
        string client = Value(metadata, "Client");
        return new ProtoItem(
            new SpecFile(file.Path, text.ToString()), !isProto, Identifier.Dotted(ns),
            client.Length == 0 ? "GrpcClient" : Identifier.Preferred(client), Value(metadata, "Overlay"));
    }

    private static string Value(AnalyzerConfigOptions metadata, string name) =>
        metadata.TryGetValue("build_metadata.AdditionalFiles.LabelingGen" + name, out string? value) ? value.Trim() : "";
}

/// <summary>The files that make up one client, and the overlay beside them.</summary>
internal sealed record ProtoInput(EquatableArray<SpecFile> Files, SpecFile? Overlay, string Namespace, string ClientName)
{
    /// <summary>Files with the same namespace and client belong together.</summary>
    public static IEnumerable<ProtoInput> Group(ImmutableArray<ProtoItem?> items)
    {
        ProtoItem[] overlays = [.. items.OfType<ProtoItem>().Where(i => i.IsOverlay)];
        foreach (IGrouping<(string, string), ProtoItem> group in items.OfType<ProtoItem>()
            .Where(i => !i.IsOverlay).GroupBy(i => (i.Namespace, i.ClientName)))
        {
            string wanted = "/" + FilePath.Normalize(group.Select(i => i.Overlay).FirstOrDefault(o => o.Length > 0) ?? "")
                .Replace("../", "").TrimStart('.', '/');
            SpecFile? overlay = wanted.Length == 1
                ? null
                : overlays.FirstOrDefault(o => FilePath.Normalize(o.File.Path).EndsWith(wanted, StringComparison.Ordinal))?.File;
            yield return new ProtoInput(group.Select(i => i.File).ToEquatableArray(), overlay, group.Key.Item1, group.Key.Item2);
        }
    }
}
