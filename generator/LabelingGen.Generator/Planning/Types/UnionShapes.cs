using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Planning.Types;

/// <summary>
/// What is left of a union once variants that C# cannot or need not tell apart are one: integers and numbers, texts of several formats, an
/// open enum and the text beside it.
/// </summary>
internal sealed class UnionShapes
{
    private const int MaxDepth = 32;
    private const int MaxVariants = 1000;

    private readonly Func<Schema, Schema?> _resolve;

    /// <param name="resolve">The schema behind references.</param>
    public UnionShapes(Func<Schema, Schema?> resolve) => _resolve = resolve;

    public List<Schema> Variants(UnionSchema union)
    {
        List<Schema> flat = new();
        Flatten(union, flat, new HashSet<Schema>(SchemaIdentity.Comparer) { union });
        List<Schema> variants = new();
        Schema? text = null;
        Schema? number = null;
        foreach (Schema variant in flat)
        {
            Schema resolved = _resolve(variant) ?? new AnySchema();
            if (resolved is AnySchema)
                return new List<Schema> { new AnySchema { Nullable = union.Nullable, Description = union.Description } };
            if (IsText(resolved))
            {
                if (text is null)
                    variants.Add(variant);
                Replace(variants, ref text, text is null ? variant : MergeTexts(text, variant));
            }
            else if (IsNumber(resolved))
            {
                if (number is null)
                    variants.Add(variant);
                Replace(variants, ref number, number is null ? variant : MergeNumbers(number, variant));
            }
            else if (!variants.Any(known => Same(known, variant)))
            {
                variants.Add(variant);
            }
        }

        return variants;
    }

    // A union among its own variants says nothing.
    private void Flatten(UnionSchema union, List<Schema> flat, HashSet<Schema> outer)
    {
        foreach (Schema variant in union.Variants)
        {
            Schema? resolved = _resolve(variant);
            if (resolved is UnionSchema && outer.Contains(resolved))
                continue;
            if (resolved is UnionSchema { Discriminator: null } inner && outer.Count < MaxDepth)
            {
                outer.Add(inner);
                Flatten(inner, flat, outer);
            }
            else if (flat.Count < MaxVariants)
            {
                flat.Add(variant);
            }
        }
    }

    private static void Replace(List<Schema> variants, ref Schema? current, Schema next)
    {
        if (current is not null)
            variants[variants.FindIndex(ReferenceIs(current))] = next;
        current = next;
    }

    private static Predicate<Schema> ReferenceIs(Schema schema) => other => ReferenceEquals(other, schema);

    private static bool IsText(Schema schema) => schema is EnumSchema { Kind: EnumValueKind.String }
        or PrimitiveSchema { AsString: true }
        or PrimitiveSchema
    {
        Kind: PrimitiveKind.String or PrimitiveKind.Date or PrimitiveKind.Time or PrimitiveKind.DateTime or PrimitiveKind.Duration
            or PrimitiveKind.Uuid or PrimitiveKind.Uri or PrimitiveKind.Base64 or PrimitiveKind.Binary
    };

    private static bool IsNumber(Schema schema) => schema is EnumSchema { Kind: EnumValueKind.Integer }
        or PrimitiveSchema
    {
        Kind: PrimitiveKind.Int32 or PrimitiveKind.Int64 or PrimitiveKind.Integer or PrimitiveKind.Single or PrimitiveKind.Double
            or PrimitiveKind.Decimal
    };

    // An open enum takes any text; of two enums, one text; of two formats, a plain text, which loses nothing.
    private Schema MergeTexts(Schema left, Schema right)
    {
        Schema? leftResolved = _resolve(left);
        Schema? rightResolved = _resolve(right);
        if (Same(left, right) || (leftResolved is PrimitiveSchema l && rightResolved is PrimitiveSchema r && l.Kind == r.Kind && l.AsString == r.AsString))
            return left;
        return (leftResolved, rightResolved) switch
        {
            (EnumSchema first, EnumSchema second) when left is not ReferenceSchema && right is not ReferenceSchema =>
                first with { Values = first.Values.Concat(second.Values).GroupBy(value => value.Json).Select(group => group.First()).ToEquatableArray() },
            (EnumSchema, PrimitiveSchema { Kind: PrimitiveKind.String, AsString: false }) => left,
            (PrimitiveSchema { Kind: PrimitiveKind.String, AsString: false }, EnumSchema) => right,
            _ => new PrimitiveSchema(PrimitiveKind.String) { Description = left.Description },
        };
    }

    private Schema MergeNumbers(Schema left, Schema right)
    {
        if (_resolve(left) is EnumSchema || _resolve(right) is EnumSchema)
            return Same(left, right) ? left : new PrimitiveSchema(PrimitiveKind.Int64);
        PrimitiveKind leftKind = ((PrimitiveSchema)_resolve(left)!).Kind;
        PrimitiveKind rightKind = ((PrimitiveSchema)_resolve(right)!).Kind;
        if (Rank(leftKind) == Rank(rightKind))
            return left;
        return Rank(leftKind) > Rank(rightKind) ? left : right;
    }

    private static int Rank(PrimitiveKind kind) => kind switch
    {
        PrimitiveKind.Int32 => 0,
        PrimitiveKind.Int64 or PrimitiveKind.Integer => 1,
        PrimitiveKind.Single => 2,
        PrimitiveKind.Double => 3,
        _ => 4,
    };

    private static bool Same(Schema left, Schema right) => (left, right) switch
    {
        (ReferenceSchema a, ReferenceSchema b) => a.Id == b.Id,
        _ => Plain(left).Equals(Plain(right)),
    };

    private static Schema Plain(Schema schema) => schema with
    {
        Title = null,
        Description = null,
        DefaultJson = null,
        ExampleJson = null,
        Deprecated = false,
        Nullable = false,
        Constraints = Constraints.None,
    };
}
