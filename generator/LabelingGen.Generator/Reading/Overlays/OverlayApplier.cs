using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.Overlays;

/// <summary>
/// OpenAPI Overlay 1.0: actions that update or remove parts of a document. Applied to the tree, so that what an overlay adds keeps its
/// place in
/// the overlay's file, and the rest its place in the document's.
/// </summary>
internal sealed class OverlayApplier
{
    private readonly List<SpecDiagnostic> _diagnostics;
    private readonly CancellationToken _cancellationToken;
    private SpecNode _root;
    private bool _hasAliases;

    private OverlayApplier(SpecNode root, List<SpecDiagnostic> diagnostics, CancellationToken cancellationToken)
    {
        _root = root;
        _diagnostics = diagnostics;
        _cancellationToken = cancellationToken;
    }

    /// <returns>The changed tree, and whether a node of the overlay may stand at several places of it.</returns>
    public static (SpecNode Root, bool HasAliases) Apply(
        SpecNode root, SpecFile overlay, List<SpecDiagnostic> diagnostics, CancellationToken cancellationToken)
    {
        ParsedText parsed = ParsedTextCache.Parse(overlay.Path, overlay.Text, cancellationToken);
        diagnostics.AddRange(parsed.Diagnostics);
        if (parsed.Root is null)
            return (root, false);
        OverlayApplier applier = new(root, diagnostics, cancellationToken);
        string name = FilePath.Name(FilePath.Normalize(overlay.Path));
        applier.ApplyAll(SpecCursor.Root(new SpecDocument(overlay.Path, name, parsed.Root, parsed.HasAliases, parsed.Blocks)));
        return (applier._root, parsed.HasAliases || applier._hasAliases || ReferenceEquals(parsed.Root, root));
    }

    private void ApplyAll(SpecCursor overlay)
    {
        if (overlay.Value("overlay") is null || overlay.Value("actions") is not { Sequence: not null } actions)
        {
            Report(Rules.NotAnOverlay, overlay);
            return;
        }

        foreach (SpecCursor action in actions.Items())
        {
            _cancellationToken.ThrowIfCancellationRequested();
            ApplyOne(action);
        }
    }

    private void ApplyOne(SpecCursor action)
    {
        SpecCursor? target = action.Value("target");
        if (target?.Scalar is not { } text || JsonPath.TryParse(text.Text, out string? problem) is not { } path)
        {
            Report(Rules.OverlayTarget, target ?? action, target?.Scalar?.Text ?? "", target is null ? "no target"
                : JsonPathProblem(target));
            return;
        }

        IReadOnlyList<TreePlace> matches = path.Evaluate(new TreePlace(_root), _cancellationToken);
        if (matches.Count == 0)
        {
            Report(Rules.OverlayNoMatch, target, text.Text);
            return;
        }

        bool remove = action.Boolean("remove") == true;
        if (!remove && action.Value("update") is null)
        {
            Report(Rules.OverlayAction, action);
            return;
        }

        _hasAliases |= !remove && matches.Count > 1;
        _root = TreeEditor.Replace(_root, matches, remove ? _ => null : node => TreeEditor.Merge(node, action.Value("update")!.Node)) ??
            _root;
    }

    private static string JsonPathProblem(SpecCursor target)
    {
        JsonPath.TryParse(target.Scalar?.Text ?? "", out string? problem);
        return problem ?? "not a text";
    }

    private void Report(DiagnosticRule rule, SpecCursor at, params string[] arguments) =>
        _diagnostics.Add(new SpecDiagnostic(rule.Id, EquatableArray.Create(arguments), at.File, at.Span, at.Pointer));
}
