using LabelingGen.Generator.Planning.Operations;
using LabelingGen.Generator.Planning.Types;
using static LabelingGen.Generator.Emitting.Clients.CoreNames;

namespace LabelingGen.Generator.Emitting.Clients;

/// <summary>Writes typed accessors of the headers that answers declare.</summary>
internal static class ResponseHeadersEmitter
{
    public static void Write(CodeWriter code, ResponseHeadersPlan plan)
    {
        code.Line("/// <summary>Headers that answers of the API carry; null where an answer lacks one or holds something else.</summary>");
        code.GeneratedCode();
        using (code.Open($"public static partial class {plan.Name}"))
        {
            bool isFirst = true;
            foreach (HeaderPlan header in plan.Headers)
            {
                if (!isFirst)
                    code.Line();
                isFirst = false;
                code.Summary(header.Description, $"The header <c>{DocText.Inline(header.WireName)}</c>.");
                code.Line("/// <param name=\"result\">An answer.</param>");
                (string type, string method) = header.Kind switch
                {
                    TypeKind.Int64 => ("long?", "Int64"),
                    TypeKind.Double => ("double?", "Double"),
                    TypeKind.Boolean => ("bool?", "Boolean"),
                    TypeKind.DateTimeOffset => ("global::System.DateTimeOffset?", "DateTime"),
                    _ => ("string?", "Text"),
                };
                code.Line($"public static {type} {header.Name}(this {ClientResult} result) =>");
                code.Indented($"{Core}ResponseHeader.{method}(result, {StringLiteral.Of(header.WireName)});");
            }
        }
    }
}
