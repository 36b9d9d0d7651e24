using LabelingGen.Generator.Planning.Operations;
using static LabelingGen.Generator.Emitting.Clients.CoreNames;

namespace LabelingGen.Generator.Emitting.Clients;

/// <summary>Writes the class that holds the optional values of one operation.</summary>
internal static class RequestOptionsEmitter
{
    public static void Write(CodeWriter code, RequestOptionsPlan plan)
    {
        code.Summary(null, $"What is optional for <c>{plan.Method}</c> of <see cref=\"{plan.ClientName}\"/>.");
        code.GeneratedCode();
        using (code.Open($"{(plan.Internal ? "internal" : "public")} sealed partial class {plan.Name}"))
        {
            bool isFirst = true;
            foreach (ValuePlan value in plan.Values)
            {
                if (plan.HandWritten?.Declares(value.Name) == true)
                    continue;
                if (!isFirst)
                    code.Line();
                isFirst = false;
                Property(code, value);
            }

            List<ValuePlan> parameters = plan.Values.Where(value => !IsField(value) && !value.IsPosition).ToList();
            List<ValuePlan> fields = plan.Values.Where(IsField).ToList();
            if (parameters.Count > 0)
                AddTo(code, ApiRequest, "request", parameters);
            if (fields.Count > 0)
                AddTo(code, plan.Form == BodyKind.Multipart ? MultipartContentType : FormFields, plan.Form == BodyKind.Multipart ? "content" : "fields", fields);
        }
    }

    private static void Property(CodeWriter code, ValuePlan value)
    {
        code.DocElement("summary", null, new[] { ValueDocs.Text(value) });
        string required = value.Required ? "required " : "";
        if (!value.Deprecated)
        {
            code.Line($"public {required}{value.DeclaredType} {value.Name} {{ get; set; }}");
            return;
        }

        // The class itself uses the field, so that only its users are told.
        code.Line("[global::System.Obsolete(\"The API no longer recommends this parameter.\")]");
        using (code.Open($"public {required}{value.DeclaredType} {value.Name}"))
        {
            code.Line($"get => {Field(value)};");
            code.Line($"set => {Field(value)} = value;");
        }

        code.Line();
        string initial = value.Required && !value.Type.IsValueType ? " = null!" : "";
        code.Line($"private {value.DeclaredType} {Field(value)}{initial};");
    }

    private static void AddTo(CodeWriter code, string type, string name, List<ValuePlan> values)
    {
        code.Line();
        using (code.Open($"internal void AddTo({type} {name})"))
        {
            foreach (ValuePlan value in values)
            {
                CheckCode.Presence(code, value, Access(value), NameOf(value));
                CheckCode.Limits(code, value, Access(value), NameOf(value));
            }

            CheckCode.Exclusions(code, values, Access, NameOf);

            List<ValuePlan> chained = values.Where(value => !NeedsCondition(value)).ToList();
            if (chained.Count > 0)
            {
                code.Line(name);
                for (int i = 0; i < chained.Count; i++)
                    code.Indented(Call(chained[i]) + (i == chained.Count - 1 ? ";" : ""));
            }

            foreach (ValuePlan value in values.Where(NeedsCondition))
            {
                code.Line($"if ({Access(value)} is not null)");
                code.Indented($"{name}{Call(value)};");
            }
        }
    }

    private static string Call(ValuePlan value) =>
        value.Target == ValueTarget.Part ? ValueCode.AddPart(value, Access(value)) : ValueCode.Add(value, Access(value));

    private static bool NeedsCondition(ValuePlan value) => value is { Target: ValueTarget.Part, Shape: ValueShape.Json, Required: false };

    private static bool IsField(ValuePlan value) => value.Target is ValueTarget.Field or ValueTarget.Part;

    // To name a deprecated member is to use it.
    private static string NameOf(ValuePlan value) => value.Deprecated ? StringLiteral.Of(value.Name) : $"nameof({value.Name})";

    private static string Access(ValuePlan value) => value.Deprecated ? Field(value) : value.Name;

    private static string Field(ValuePlan value) => "_" + value.Argument.TrimStart('@');
}
