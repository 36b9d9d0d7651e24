using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Naming;
using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Planning.Operations;

/// <summary>Plans typed accessors of the headers that success answers declare.</summary>
internal static class ResponseHeadersPlanner
{
    public static ResponseHeadersPlan? Plan(PlanContext context)
    {
        NameScope names = new(ignoreCase: true);
        List<HeaderPlan> headers = new();
        HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);
        foreach (ResponseHeader header in context.Model.Operations.SelectMany(operation => operation.Responses).SelectMany(response => response.Headers))
        {
            if (!IsToken(header.Name) || !known.Add(header.Name))
                continue;
            string name = Identifier.Pascal(header.Name);
            headers.Add(new HeaderPlan(
                header.Name, "Get" + names.Claim(new[] { name, Identifier.PascalSpelledOut(header.Name) }, "Header"), Kind(context, header.Schema), header.Description));
        }

        return headers.Count == 0
            ? null
            : new ResponseHeadersPlan(context.Options.Namespace, context.Options.Stem + "ResponseHeaders", headers.ToEquatableArray());
    }

    private static TypeKind Kind(PlanContext context, Schema schema) => context.Target(schema) switch
    {
        PrimitiveSchema { Kind: PrimitiveKind.Int32 or PrimitiveKind.Int64 or PrimitiveKind.Integer } => TypeKind.Int64,
        PrimitiveSchema { Kind: PrimitiveKind.Double or PrimitiveKind.Single or PrimitiveKind.Decimal } => TypeKind.Double,
        PrimitiveSchema { Kind: PrimitiveKind.Boolean } => TypeKind.Boolean,
        PrimitiveSchema { Kind: PrimitiveKind.DateTime } => TypeKind.DateTimeOffset,
        _ => TypeKind.String,
    };

    // RFC 9110: what a header's name may be made of.
    private static bool IsToken(string name) =>
        name.Length > 0 && name.All(character => character is > ' ' and < '\u007f' && "()<>@,;:\\\"/[]?={}".IndexOf(character) < 0);
}
