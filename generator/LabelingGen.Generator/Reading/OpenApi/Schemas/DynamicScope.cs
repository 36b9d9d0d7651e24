using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Schemas;

/// <summary>
/// What <c>$dynamicRef</c> means where schemas are being read: the <c>$dynamicAnchor</c> of the outermost one that has it. So a schema that refers to
/// a template says what its places hold.
/// </summary>
internal sealed class DynamicScope
{
    private const string Anchor = "$dynamicAnchor";

    private readonly List<IReadOnlyList<SpecCursor>> _schemas = new();

    /// <summary>Whether a schema says what a template that it refers to holds: an anchor among its <c>$defs</c>.</summary>
    public static bool Binds(SpecMapping schema) =>
        schema.Find("$defs")?.Value is SpecMapping definitions
        && definitions.Entries.Any(entry => entry.Value is SpecMapping definition && definition.Find(Anchor) is not null);

    /// <summary>Begins to read a schema; <see cref="Leave"/> ends it.</summary>
    public void Enter(SpecCursor schema)
    {
        if (schema.Mapping is not { } mapping || (mapping.Find(Anchor) is null && mapping.Find("$defs") is null))
        {
            _schemas.Add([]);
            return;
        }

        IEnumerable<SpecCursor> places = schema.Value("$defs")?.Entries() ?? [];
        _schemas.Add(places.Prepend(schema).Where(place => place.Child(Anchor) is not null).ToList());
    }

    public void Leave() => _schemas.RemoveAt(_schemas.Count - 1);

    /// <summary>The schema a dynamic reference stands for; <see langword="null"/> where it is none, or nothing around it has its anchor.</summary>
    public SpecCursor? Find(SpecCursor at)
    {
        if (_schemas.Count == 0 || at.Child("$dynamicRef")?.Scalar is not { Text: { Length: > 1 } text } || text[0] != '#')
            return null;
        string name = text.Substring(1);
        return _schemas.SelectMany(places => places).FirstOrDefault(place => place.Child(Anchor)!.Scalar?.Text == name);
    }
}
