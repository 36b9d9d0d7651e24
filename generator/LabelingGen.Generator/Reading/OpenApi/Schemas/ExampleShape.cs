using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Schemas;

/// <summary>
/// The shape of an example, where a document shows one and says nothing else. Nothing in it is required, and every number may have a
/// fraction:
/// one example does not tell.
/// </summary>
internal static class ExampleShape
{
    // The parser's depth cap bounds the recursion.
    public static Schema Of(SpecNode node)
    {
        switch (node)
        {
            case SpecMapping { Entries.Count: > 0 } mapping:
                return new ObjectSchema(mapping.Entries.Select(e => new Property(e.Key, Of(e.Value), Required: false)).ToEquatableArray());
            case SpecMapping:
                return new MapSchema(new AnySchema());
            case SpecSequence sequence:
                return new ArraySchema(UnionFolding.Fold(sequence.Items.Take(Sampled).Select(Of).ToList(), any: true, null));
            case SpecScalar { Kind: ScalarKind.String }:
                return new PrimitiveSchema(PrimitiveKind.String);
            case SpecScalar { Kind: ScalarKind.Boolean }:
                return new PrimitiveSchema(PrimitiveKind.Boolean);
            case SpecScalar { Kind: ScalarKind.Integer or ScalarKind.Number }:
                return new PrimitiveSchema(PrimitiveKind.Double);
            default:
                return new AnySchema { Nullable = true };
        }
    }

    private const int Sampled = 3;
}
