using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Planning.Types;

/// <summary>
/// Finds properties that several schemas have in common because they were merged out of one (<c>allOf</c>). A type that such a property
/// needs is named once, after the smallest schema that has it, which is the one it came from.
/// </summary>
internal sealed class SharedProperties
{
    private readonly Dictionary<(string Name, Schema Schema), (string Owner, int Size)> _owners = new();

    /// <param name="schema">A named schema.</param>
    /// <param name="name">The name of its class.</param>
    public void Add(ObjectSchema schema, string name)
    {
        foreach (Property property in schema.Properties)
        {
            if (!NeedsType(property.Schema))
                continue;
            (string, Schema) key = (property.Name, property.Schema);
            if (!_owners.TryGetValue(key, out (string Owner, int Size) known) || schema.Properties.Count < known.Size)
                _owners[key] = (name, schema.Properties.Count);
        }
    }

    /// <summary>The class after which a type of this property is named; its own where nothing is shared.</summary>
    public string OwnerOf(Property property, string name) =>
        _owners.TryGetValue((property.Name, property.Schema), out (string Owner, int Size) owner) ? owner.Owner : name;

    /// <summary>Whether a type of its own may have to be named for a use of this schema.</summary>
    public static bool NeedsType(Schema schema) => schema switch
    {
        ObjectSchema or EnumSchema or UnionSchema => true,
        ArraySchema array => NeedsType(array.Items),
        MapSchema map => NeedsType(map.Values),
        _ => false,
    };
}
