using System.Globalization;
using LabelingGen.Generator.Planning.Operations;
using static LabelingGen.Generator.Emitting.Clients.CoreNames;

namespace LabelingGen.Generator.Emitting.Clients;

/// <summary>Writes the exceptions of an API and the one place that chooses between them.</summary>
internal static class ErrorsEmitter
{
    public static void Write(CodeWriter code, ErrorsPlan plan)
    {
        code.Summary(null, $"A call of {DocText.Inline(plan.Title)} failed: it was refused, not answered, or answered with something that cannot be read.");
        code.GeneratedCode();
        using (code.Open($"public partial class {plan.Name} : {Core}ApiException"))
        {
            code.Line("/// <summary>Makes the exception of a failed call.</summary>");
            Constructor(code, plan.Name);
            if (plan.Details is { } details)
            {
                code.Line();
                code.Line("/// <summary>The API's own description of the error; <see langword=\"null\"/> where it sent none that can be read.</summary>");
                code.Line($"public {details.Type}? Details => {Core}ApiErrorBody.Read<{details.Type}>(this, {details.Read});");
            }

            code.Line();
            using (code.Open($"internal static {plan.Name} Create({Core}ApiError error) => error.Status switch", "};"))
            {
                foreach (ErrorClassPlan error in plan.Classes)
                    code.Line($"{error.Status.ToString(CultureInfo.InvariantCulture)} => new {error.Name}(error),");
                code.Line($"_ => new {plan.Name}(error),");
            }
        }

        foreach (ErrorClassPlan error in plan.Classes)
        {
            code.Line();
            code.Summary(error.Description, $"The API answered {error.Status.ToString(CultureInfo.InvariantCulture)}.");
            code.GeneratedCode();
            using (code.Open($"public partial class {error.Name} : {plan.Name}"))
            {
                code.Line("/// <summary>Makes the exception of a failed call.</summary>");
                Constructor(code, error.Name);
            }
        }
    }

    private static void Constructor(CodeWriter code, string name)
    {
        code.Line($"public {name}({Core}ApiError error)");
        code.Indented(": base(error)");
        code.Line("{");
        code.Line("}");
    }
}
