using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.Protobuf;

/// <param name="Model">What could be read; empty when nothing could.</param>
/// <param name="Positions">Where things stand, by full name. Not part of the model, so that a moved line changes no output.</param>
internal sealed record ProtoReadResult(
    ProtoModel Model, EquatableArray<SpecDiagnostic> Diagnostics, IReadOnlyDictionary<string, (string File, SourceSpan Span)> Positions);

/// <summary>Reads <c>.proto</c> files that belong together.</summary>
internal static class ProtoReader
{
    public static ProtoReadResult Read(IReadOnlyList<SpecFile> files, CancellationToken cancellationToken)
    {
        ProtoFindings findings = new();
        List<ProtoFile> parsed = [];
        foreach (SpecFile file in files.OrderBy(f => FilePath.Normalize(f.Path), StringComparer.Ordinal))
        {
            if (file.Text.Length > Limits.TextLength)
            {
                findings.Report(Rules.TooLarge, file.Path, SourceSpan.None, "", $"{file.Text.Length}");
                continue;
            }

            ProtoParser parser = new(file.Path, file.Text, findings, cancellationToken);
            if (parser.Parse(FilePath.Normalize(file.Path)) is { } read)
                parsed.Add(read);
        }

        ProtoModel model = new(ProtoTypeResolver.Resolve(Rooted(parsed), findings).ToEquatableArray());
        return new ProtoReadResult(model, findings.Diagnostics.ToEquatableArray(), findings.Positions);
    }

    /// <summary>Names files as they import each other, so that the folder of the project does not matter.</summary>
    private static List<ProtoFile> Rooted(List<ProtoFile> files)
    {
        HashSet<string> roots = new(StringComparer.Ordinal);
        foreach (string import in files.SelectMany(f => f.Imports).Select(i => i.Path).Distinct())
        {
            foreach (ProtoFile file in files.Where(f => f.Path.EndsWith("/" + import, StringComparison.Ordinal)))
                roots.Add(file.Path.Substring(0, file.Path.Length - import.Length));
        }

        return files.ConvertAll(f =>
        {
            string? root = roots.Where(r => f.Path.StartsWith(r, StringComparison.Ordinal)).OrderByDescending(r => r.Length)
                .FirstOrDefault();
            return f with { Path = f.Path.Substring(root?.Length ?? f.Path.LastIndexOf('/') + 1) };
        });
    }
}
