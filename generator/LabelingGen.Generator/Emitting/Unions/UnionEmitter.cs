using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Emitting.Unions;

/// <summary>Writes a class whose value has one of several shapes.</summary>
internal static class UnionEmitter
{
    /// <summary>Names that hide types of the same name inside a union.</summary>
    internal static readonly HashSet<string> Members = new(TypePlanner.UnionMembers, StringComparer.Ordinal);

    public static void Write(CodeWriter code, UnionPlan plan)
    {
        string kinds = string.Join(", ", plan.Variants.Select(variant => Cref(variant)));
        List<string> paragraphs = DocText.Paragraphs(plan.Description);
        paragraphs.Add($"One of {kinds}; a value that fits none is kept raw.");
        code.DocElement("summary", null, paragraphs);
        code.GeneratedCode();
        code.Line($"[JsonConverter(typeof(ApiModelJsonConverter<{plan.Name}>))]");
        using (code.Open($"public sealed partial class {plan.Name} : ApiUnion, IApiModel<{plan.Name}>"))
        {
            UnionReaderEmitter.WriteTables(code, plan);
            code.Line($"private {plan.Name}(UnionValue value)");
            code.Indented(": base(value)");
            code.Line("{");
            code.Line("}");
            code.Line();
            foreach (VariantPlan variant in plan.Variants)
                WriteVariant(code, plan, variant);
            UnionReaderEmitter.Write(code, plan);
            WriteWriter(code, plan);
            code.Line();
            code.Line($"static {plan.Name} IJsonValue<{plan.Name}>.Read(ref Utf8JsonReader reader) => Read(ref reader);");
            code.Line($"static void IJsonValue<{plan.Name}>.Write(Utf8JsonWriter writer, {plan.Name} value) => Write(writer, value);");
        }
    }

    private static string Cref(VariantPlan variant) => variant.Use.PlanName is { } name
        ? $"<see cref=\"{name}\"/>"
        : $"<c>{DocText.Paragraphs(TypeText.Short(variant.Use.Type))[0]}</c>";

    private static void WriteVariant(CodeWriter code, UnionPlan plan, VariantPlan variant)
    {
        string type = TypeText.Short(variant.Use.Type);
        code.Line($"/// <summary>Takes {Cref(variant)}.</summary>");
        code.Line($"public {plan.Name}({type} value)");
        code.Indented(variant.Use.IsValueType ? ": base(value)" : ": base((object?)value ?? throw new ArgumentNullException(nameof(value)))");
        code.Line("{");
        code.Line("}");
        code.Line();
        // C# allows no conversion from an interface.
        if (variant.Use.Kind is not (TypeKind.List or TypeKind.Map))
        {
            code.Line($"/// <summary>Takes {Cref(variant)}.</summary>");
            code.Line($"public static implicit operator {plan.Name}({type} value) => new(value);");
            code.Line();
        }

        code.Line($"/// <summary>Gets the value if it is {Cref(variant)}.</summary>");
        string annotation = variant.Use.IsValueType ? "" : "[NotNullWhen(true)] ";
        string nullable = variant.Use.IsValueType ? type : type + "?";
        code.Line($"public bool TryGet{variant.Name}({annotation}out {nullable} value) => TryGet(out value);");
        code.Line();
    }

    private static void WriteWriter(CodeWriter code, UnionPlan plan)
    {
        using (code.Open($"internal static void Write(Utf8JsonWriter writer, {plan.Name} value)"))
        {
            for (int i = 0; i < plan.Variants.Count; i++)
            {
                TypeUse use = plan.Variants[i].Use;
                string test = $"{(i == 0 ? "if" : "else if")} (value.Value is {TypeText.Short(use.Type)} variant{i})";
                if (i == 0)
                    code.Line("if (value.TryWriteRaw(writer))").Indented("return;");
                code.Line(test);
                code.Indented(Call(use, $"variant{i}"));
            }
        }
    }

    private static string Call(TypeUse use, string value) => use.Kind switch
    {
        TypeKind.List => $"JsonCodec.WriteItems(writer, {value}, {TypeText.Writer(use.Element!, Members)});",
        TypeKind.Map => $"JsonCodec.WriteEntries(writer, {value}, {TypeText.Writer(use.Element!, Members)});",
        _ => $"{TypeText.Writer(use, Members)}(writer, {value});",
    };
}
