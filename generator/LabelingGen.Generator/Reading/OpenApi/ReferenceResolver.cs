using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi;

/// <summary>
/// Finds what a <c>$ref</c> points at: in the same file, or in another file the compiler was given. Never opens anything.
/// </summary>
internal sealed class ReferenceResolver(ReaderContext context)
{
    private static readonly string[] SchemaContainers = ["definitions", "components/schemas"];

    private readonly Dictionary<(SpecDocument, string), SpecCursor?> _resolved = new();
    private readonly Dictionary<SpecDocument, Dictionary<string, SpecCursor>> _anchors = new();

    /// <summary>The text of a node's <c>$ref</c>, or of its <c>$dynamicRef</c>.</summary>
    public static string? ReferenceOf(SpecCursor at) =>
        at.Node is SpecMapping mapping
        && (mapping.Find("$ref") ?? mapping.Find("$dynamicRef"))?.Value is SpecScalar { IsNull: false } scalar
            ? scalar.Text
            : null;

    /// <summary>
    /// Follows <c>$ref</c>, from one to the next, to a node that has none. Null (and a diagnostic) where that leads nowhere.
    /// </summary>
    public SpecCursor? Follow(SpecCursor at)
    {
        SpecCursor current = at;
        for (int steps = 0; ReferenceOf(current) is { } reference; steps++)
        {
            if (steps == Limits.ReferenceChain)
            {
                context.Report(Rules.ReferenceCycle, at.Child("$ref") ?? at, ReferenceOf(at)!);
                return null;
            }

            if (Resolve(current, reference) is not { } next)
                return null;
            current = next;
        }

        return current;
    }

    /// <summary>One step: the node a reference names. Reports where it cannot be found.</summary>
    public SpecCursor? Resolve(SpecCursor from, string reference)
    {
        if (_resolved.TryGetValue((from.Document, reference), out SpecCursor? known))
        {
            if (known is null)
                ReportMissing(from, reference);
            return known;
        }

        SpecCursor? found = Find(from.Document, reference);
        _resolved[(from.Document, reference)] = found;
        if (found is null)
            ReportMissing(from, reference);
        return found;
    }

    /// <summary>As <see cref="Resolve"/>, without a diagnostic.</summary>
    public SpecCursor? TryResolve(SpecDocument from, string reference)
    {
        if (_resolved.TryGetValue((from, reference), out SpecCursor? known))
            return known;
        SpecCursor? found = Find(from, reference);
        if (found is not null)
            _resolved[(from, reference)] = found;
        return found;
    }

    private void ReportMissing(SpecCursor from, string reference)
    {
        SpecCursor at = from.Child("$ref") ?? from.Child("$dynamicRef") ?? from;
        if (IsRemote(reference))
            context.Report(Rules.RemoteReference, at, reference);
        else
            context.Report(Rules.UnresolvedReference, at, reference);
    }

    private static bool IsRemote(string reference) =>
        reference.IndexOf("://", StringComparison.Ordinal) > 0
        || reference.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
        || reference.StartsWith("//", StringComparison.Ordinal)
        || reference.StartsWith("\\\\", StringComparison.Ordinal);

    private SpecCursor? Find(SpecDocument from, string reference)
    {
        reference = reference.Trim();
        int hash = reference.IndexOf('#');
        string file = hash < 0 ? reference : reference.Substring(0, hash);
        string fragment = hash < 0 ? "" : reference.Substring(hash + 1);
        SpecDocument? document = from;
        if (file.Length > 0)
        {
            if (ById(from, reference) is { } identified)
                return identified;
            document = IsRemote(file) ? null : context.Documents.Find(from, Uri.UnescapeDataString(file));
            if (document is null)
                return hash < 0 ? ByName(from, reference) : null;
        }

        SpecCursor root = SpecCursor.Root(document);
        if (JsonPointer.Parse(fragment) is not { } segments)
            return Anchors(document).TryGetValue("#" + fragment, out SpecCursor? anchored) ? anchored : null;
        return Walk(root, segments) ?? Walk(root, fragment.Substring(1).Split('/'));
    }

    private SpecCursor? Walk(SpecCursor root, IReadOnlyList<string> segments)
    {
        SpecCursor at = root;
        foreach (string segment in segments)
        {
            SpecCursor? next = at.Step(segment);
            // A pointer may lead through a place that is itself a reference.
            for (int steps = 0; next is null && ReferenceOf(at) is { } reference && steps < Limits.ReferenceChain; steps++)
            {
                if (TryResolve(at.Document, reference) is not { } target || ReferenceEquals(target.Node, at.Node))
                    return null;
                at = target;
                next = at.Step(segment);
            }

            if (next is null)
                return null;
            at = next;
        }

        return at;
    }

    /// <summary>A bare name such as <c>Pet</c>, from the days of Swagger 1: the schema of that name.</summary>
    private static SpecCursor? ByName(SpecDocument from, string name)
    {
        foreach (string container in SchemaContainers)
        {
            SpecCursor? at = SpecCursor.Root(from);
            foreach (string segment in container.Split('/'))
                at = at?.Child(segment);
            if (at?.Child(name) is { } found)
                return found;
        }

        return null;
    }

    private SpecCursor? ById(SpecDocument from, string reference) =>
        Anchors(from).TryGetValue(reference, out SpecCursor? found) ? found : null;

    /// <summary><c>$id</c> and <c>$anchor</c> of a file's schemas; an id with its own words, an anchor as <c>#name</c>.</summary>
    private Dictionary<string, SpecCursor> Anchors(SpecDocument document)
    {
        if (_anchors.TryGetValue(document, out Dictionary<string, SpecCursor>? anchors))
            return anchors;
        anchors = new Dictionary<string, SpecCursor>(StringComparer.Ordinal);
        _anchors[document] = anchors;
        TreeWalk.VisitPlaces(document, context.CancellationToken, at =>
        {
            if (at.Child("$id")?.Scalar is { Kind: ScalarKind.String } id)
                anchors[id.Text] = at;
            if ((at.Child("$anchor") ?? at.Child("$dynamicAnchor"))?.Scalar is { Kind: ScalarKind.String } anchor)
                anchors["#" + anchor.Text] = at;
        });
        return anchors;
    }
}
