using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Schemas;

/// <summary>A mapping that a schema consists of.</summary>
/// <param name="Inherited">It came through a reference: it adds shape, but its words describe another schema.</param>
/// <param name="Optional">It holds for some values only, so what it requires is not required.</param>
internal sealed record SchemaPart(SpecCursor At, bool Inherited, bool Optional = false);

/// <summary>
/// A schema as the list of mappings that must all hold: its own keywords first, then those of every <c>allOf</c> entry, references
/// followed.
/// </summary>
internal sealed class SchemaParts
{
    public List<SchemaPart> All { get; } = new();

    /// <summary>Where to report what is wrong with the schema as a whole.</summary>
    public SpecCursor At { get; }

    /// <summary>The schema inherited from instead of merged.</summary>
    public SpecCursor? Base { get; set; }

    public SchemaParts(SpecCursor at) => At = at;

    /// <summary>A keyword's value: the schema's own, else that of the last part that has one (later parts are more specific).</summary>
    public SpecCursor? Get(string keyword) => Find(keyword, inherited: true);

    /// <summary>As <see cref="Get"/>, but not from referenced parts: for words such as title and description.</summary>
    public SpecCursor? GetOwn(string keyword) => Find(keyword, inherited: false);

    public IEnumerable<SpecCursor> GetAll(string keyword)
    {
        foreach (SchemaPart part in All)
        {
            if (part.At.Value(keyword) is { } value)
                yield return value;
        }
    }

    public bool Has(string keyword) => Get(keyword) is not null;

    private SpecCursor? Find(string keyword, bool inherited)
    {
        if (All.Count == 0)
            return null;
        if (Read(All[0]) is { } own)
            return own;
        for (int i = All.Count - 1; i > 0; i--)
        {
            if (Read(All[i]) is { } value)
                return value;
        }

        return null;

        SpecCursor? Read(SchemaPart part) => part.Inherited && !inherited ? null : part.At.Value(keyword);
    }
}
