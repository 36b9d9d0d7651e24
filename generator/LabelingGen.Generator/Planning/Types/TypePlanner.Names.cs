using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Naming;

namespace LabelingGen.Generator.Planning.Types;

internal sealed partial class TypePlanner
{
    private static readonly string[] ModelSuffixes = { "Model", "Object", "Entity", "Shape" };
    private static readonly string[] EnumSuffixes = { "Kind", "Option", "Choice", "Constant" };
    private static readonly string[] UnionSuffixes = { "Variant", "Alternative", "Choice", "Union" };

    // Names the author asks for win, then names that are C# already, then the others in the order of the spec.
    private void NameSchemas(EquatableArray<NamedSchema> schemas)
    {
        for (int round = 0; round < 3; round++)
        {
            foreach (NamedSchema schema in schemas)
            {
                if (_names.ContainsKey(schema.Id) || !IsType(schema.Schema) || _schemas[schema.Id] != schema)
                    continue;
                int own = schema.Schema.PreferredName is not null ? 0 : Identifier.Pascal(schema.Name) == schema.Name ? 1 : 2;
                if (own == round)
                    _names[schema.Id] = Names.Claim(Candidates(schema), Suffixes(schema.Schema));
            }
        }
    }

    private IEnumerable<string> Candidates(NamedSchema schema)
    {
        if (schema.Schema.PreferredName is { } preferred)
            yield return Identifier.Preferred(preferred);
        string name = Identifier.Pascal(schema.Name, "Type");
        if (IsFree(name, schema.Schema))
            yield return name;
        yield return Stem + name;
    }

    // The place's names, but none that every file of the user sees already.
    private IEnumerable<string> Candidates(Schema schema, NameHint place)
    {
        if (schema.PreferredName is { } preferred)
            yield return Identifier.Preferred(preferred);
        foreach (string candidate in place.Candidates)
        {
            if (IsFree(candidate, schema))
                yield return candidate;
        }

        yield return Stem + place.Candidates[0];
    }

    // A type cannot have the name of a member that every type of its kind has.
    private bool IsFree(string name, Schema schema) => !FrameworkNames.Contains(name) && !IsNamespacePart(name) && !FixedMembers(schema).Contains(name);

    private static string[] FixedMembers(Schema schema) => schema switch
    {
        EnumSchema => EnumMembers,
        UnionSchema => UnionMembers,
        _ => ModelMembers,
    };

    private string Stem => _options.Stem;

    // In "namespace My.Pets" a type "Pets" would be found before the namespace.
    private bool IsNamespacePart(string name) => _options.Namespace.Split('.').Contains(name);

    private static string[] Suffixes(Schema schema) => schema switch
    {
        EnumSchema => EnumSuffixes,
        UnionSchema => UnionSuffixes,
        _ => ModelSuffixes,
    };

    /// <summary>Whether a named schema becomes a type of its own; the others are other names for a use.</summary>
    private bool IsType(Schema schema) => schema switch
    {
        ObjectSchema model => model.Properties.Count > 0 || model.BaseId is not null || model.Discriminator is not null,
        EnumSchema => true,
        UnionSchema union => Simplify(union) is null,
        _ => false,
    };
}
