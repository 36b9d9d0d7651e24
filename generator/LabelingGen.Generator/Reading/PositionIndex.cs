using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading;

/// <summary>
/// Finds the place in a file for a pointer of the model, for diagnostics of the later stages: <c>NamedSchema.Id</c>, <c>Operation.Id</c>,
/// or any pointer
/// below them (<c>#/components/schemas/Pet/properties/name</c>).
/// </summary>
internal sealed class PositionIndex
{
    public static readonly PositionIndex Empty = new(Array.Empty<SpecDocument>(), new Dictionary<string, string>());

    private readonly IReadOnlyList<SpecDocument> _documents;
    private readonly IReadOnlyDictionary<string, string> _pointersByName;

    /// <param name="documents">The main document first.</param>
    /// <param name="pointersByName">Pointers of things whose key is not a pointer (operations).</param>
    public PositionIndex(IReadOnlyList<SpecDocument> documents, IReadOnlyDictionary<string, string> pointersByName)
    {
        _documents = documents;
        _pointersByName = pointersByName;
    }

    /// <summary>A diagnostic at the place of <paramref name="key"/>, or at the nearest place above it that exists.</summary>
    public SpecDiagnostic Locate(DiagnosticRule rule, string key, params string[] arguments)
    {
        string pointer = Pointer(key);
        (string file, SourceSpan span) = Find(pointer);
        return new SpecDiagnostic(rule.Id, EquatableArray.Create(arguments), file, span, pointer);
    }

    /// <summary>The pointer of a thing: of an operation by its key, of anything else the key itself.</summary>
    public string Pointer(string key) => _pointersByName.TryGetValue(key, out string? known) ? known : key;

    /// <summary>
    /// The pointer of an operation's parameter by the spec's name; the operation's own where the parameter stands elsewhere.
    /// </summary>
    public string ParameterPointer(string operation, string name)
    {
        string pointer = Pointer(operation);
        SpecCursor? parameters = Cursor(pointer)?.Value("parameters");
        return parameters?.Items().FirstOrDefault(item => item.Text("name") == name)?.Pointer ?? pointer;
    }

    /// <summary>The place of a pointer, or the nearest place above it that exists.</summary>
    public (string File, SourceSpan Span) Find(string pointer) =>
        Cursor(pointer) is { } at ? (at.File, at.Span) : (_documents.Count > 0 ? _documents[0].Path : "", SourceSpan.None);

    private SpecCursor? Cursor(string pointer)
    {
        int hash = pointer.IndexOf('#');
        string prefix = hash < 0 ? "" : pointer.Substring(0, hash);
        SpecDocument? document = _documents.FirstOrDefault(d => string.Equals(d.IdPrefix, prefix, StringComparison.Ordinal));
        if (document is null)
            return null;
        SpecCursor at = SpecCursor.Root(document);
        foreach (string segment in JsonPointer.Parse(pointer.Substring(hash + 1)) ?? Array.Empty<string>())
        {
            if (at.Step(segment) is not { } next)
                break;
            at = next;
        }

        return at;
    }
}
