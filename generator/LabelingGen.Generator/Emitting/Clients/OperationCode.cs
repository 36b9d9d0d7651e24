using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Operations;
using static LabelingGen.Generator.Emitting.Clients.CoreNames;

namespace LabelingGen.Generator.Emitting.Clients;

/// <summary>Writes the static description of a call.</summary>
internal static class OperationCode
{
    /// <summary>Writes the descriptions of several calls and an empty line.</summary>
    public static void Fields(CodeWriter code, IEnumerable<CallPlan> calls)
    {
        bool any = false;
        foreach (CallPlan call in calls.Distinct())
        {
            Field(code, call);
            any = true;
        }

        if (any)
            code.Line();
    }

    private static void Field(CodeWriter code, CallPlan call)
    {
        string constructor = $"private static readonly {ApiOperation} {call.Field} = "
            + $"new({StringLiteral.Of(call.Name)}, {StringLiteral.Of(call.Method)}, {StringLiteral.Of(call.Path)})";
        List<string> settings = Settings(call).ToList();
        if (settings.Count == 0)
        {
            code.Line(constructor + ";");
            return;
        }

        using (code.Open(constructor, "};"))
        {
            foreach (string setting in settings)
                code.Line(setting + ",");
        }
    }

    private static IEnumerable<string> Settings(CallPlan call)
    {
        if (call.Accept is not null)
            yield return $"Accept = {StringLiteral.Of(call.Accept)}";
        if (call.Success is not null)
            yield return $"Success = {StatusSet}.Parse({StringLiteral.Of(call.Success)})";
        if (call.Idempotency is { } rule)
        {
            string kind = rule.Kind switch
            {
                IdempotencyKind.Safe => "Safe",
                IdempotencyKind.Never => "Never",
                IdempotencyKind.Header => "Header",
                _ => "Body",
            };
            yield return $"Idempotency = {Core}Idempotency.{kind}";
            if (rule is { Kind: IdempotencyKind.Header, Name: { } header })
                yield return $"IdempotencyHeader = {StringLiteral.Of(header)}";
        }

        if (call.Security is not null)
            yield return $"Security = {Alternatives(call.Security)}";
        if (call.Server is not null)
            yield return $"Server = new {UriType}({StringLiteral.Of(call.Server)})";
    }

    /// <summary>An expression of alternatives of scheme ids.</summary>
    public static string Alternatives(EquatableArray<EquatableArray<string>> alternatives) => alternatives.Count == 0
        ? "new string[0][]"
        : $"new[] {{ {string.Join(", ", alternatives.Select(Schemes))} }}";

    private static string Schemes(EquatableArray<string> ids) =>
        ids.Count == 0 ? "new string[0]" : $"new[] {{ {string.Join(", ", ids.Select(StringLiteral.Of))} }}";
}
