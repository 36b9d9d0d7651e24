using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Emitting.Enums;

/// <summary>Writes an open enum: a struct around the value, with the known values as static members.</summary>
internal static class EnumEmitter
{
    public static void Write(CodeWriter code, EnumPlan plan)
    {
        code.Summary(plan.Description, $"A value of <c>{DocText.Inline(plan.Name)}</c>; values the API adds later are kept as they are.");
        code.GeneratedCode();
        code.Line($"[JsonConverter(typeof(ApiModelJsonConverter<{plan.Name}>))]");
        using (code.Open($"public readonly partial record struct {plan.Name} : IOpenEnum<{plan.Name}>"))
        {
            if (plan.Kind == EnumValueKind.Integer)
                WriteIntegerParts(code, plan);
            else if (plan.Kind == EnumValueKind.Mixed)
                WriteMixedParts(code, plan);
            else
                WriteTextParts(code, plan);
            code.Line();
            code.Line($"static {plan.Name} IJsonValue<{plan.Name}>.Read(ref Utf8JsonReader reader) => Read(ref reader);");
            code.Line($"static void IJsonValue<{plan.Name}>.Write(Utf8JsonWriter writer, {plan.Name} value) => Write(writer, value);");
        }
    }

    private static void WriteTextParts(CodeWriter code, EnumPlan plan)
    {
        WriteKnown(code, plan, value => StringLiteral.Of(JsonText.Unescape(value)));
        code.Line("private readonly string? _value;");
        code.Line();
        code.Line("/// <summary>Takes any value, known or not.</summary>");
        using (code.Open($"public {plan.Name}(string value)"))
        {
            code.Line("ArgumentNullException.ThrowIfNull(value);");
            code.Line("_value = value;");
        }

        code.Line();
        WriteMembers(code, plan, value => StringLiteral.Of(JsonText.Unescape(value)));
        code.Line("/// <summary>The value as it stands in the JSON.</summary>");
        code.Line("public string Value => _value ?? \"\";");
        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Line("public bool IsKnown => Known.Contains(_value);");
        code.Line();
        code.Line("/// <summary>Takes any value, known or not.</summary>");
        code.Line($"public static implicit operator {plan.Name}(string value) => new(value);");
        code.Line();
        code.Line("/// <summary>The value.</summary>");
        code.Line("public override string ToString() => Value;");
        code.Line();
        code.Line($"internal static {plan.Name} Read(ref Utf8JsonReader reader) => new(JsonCodec.ReadString(ref reader, Known));");
        code.Line();
        code.Line($"internal static void Write(Utf8JsonWriter writer, {plan.Name} value) => writer.WriteStringValue(value.Value);");
    }

    private static void WriteIntegerParts(CodeWriter code, EnumPlan plan)
    {
        code.Line("/// <summary>Takes any value, known or not.</summary>");
        code.Line($"public {plan.Name}(long value) => Value = value;");
        code.Line();
        WriteMembers(code, plan, Integer);
        code.Line("/// <summary>The value as it stands in the JSON.</summary>");
        code.Line("public long Value { get; }");
        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Line($"public bool IsKnown => Value is {string.Join(" or ", plan.Members.Select(member => Integer(member.Json)).Distinct())};");
        code.Line();
        code.Line("/// <summary>Takes any value, known or not.</summary>");
        code.Line($"public static implicit operator {plan.Name}(long value) => new(value);");
        code.Line();
        code.Line("/// <summary>The value.</summary>");
        code.Line("public override string ToString() => Value.ToString(global::System.Globalization.CultureInfo.InvariantCulture);");
        code.Line();
        code.Line($"internal static {plan.Name} Read(ref Utf8JsonReader reader) => new(JsonCodec.ReadInt64(ref reader));");
        code.Line();
        code.Line($"internal static void Write(Utf8JsonWriter writer, {plan.Name} value) => writer.WriteNumberValue(value.Value);");
    }

    private static void WriteMixedParts(CodeWriter code, EnumPlan plan)
    {
        WriteKnown(code, plan, StringLiteral.Of);
        code.Line("private readonly string? _json;");
        code.Line();
        code.Line($"private {plan.Name}(string json, bool isJson) => _json = isJson ? json : JsonCodec.Quote(json);");
        code.Line();
        WriteMembers(code, plan, value => StringLiteral.Of(value) + ", true");
        code.Line("/// <summary>The value as JSON text.</summary>");
        code.Line("public string Value => _json ?? \"null\";");
        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Line("public bool IsKnown => Known.Contains(_json);");
        code.Line();
        code.Line("/// <summary>Takes any text, known or not.</summary>");
        code.Line($"public static implicit operator {plan.Name}(string value) => new(value, false);");
        code.Line();
        code.Line("/// <summary>Takes any integer, known or not.</summary>");
        code.Line($"public static implicit operator {plan.Name}(long value) =>");
        code.Indented("new(value.ToString(global::System.Globalization.CultureInfo.InvariantCulture), true);");
        code.Line();
        code.Line("/// <summary>Takes a truth value, known or not.</summary>");
        code.Line($"public static implicit operator {plan.Name}(bool value) => new(value ? \"true\" : \"false\", true);");
        code.Line();
        code.Line("/// <summary>The value: a text without its quotes, anything else as it stands in the JSON.</summary>");
        code.Line("public override string ToString() => JsonCodec.Unquote(Value);");
        code.Line();
        code.Line($"internal static {plan.Name} Read(ref Utf8JsonReader reader) => new(JsonCodec.ReadScalarText(ref reader, Known), true);");
        code.Line();
        code.Line($"internal static void Write(Utf8JsonWriter writer, {plan.Name} value) => writer.WriteRawValue(value.Value);");
    }

    private static void WriteKnown(CodeWriter code, EnumPlan plan, Func<string, string> literal)
    {
        List<string> values = plan.Members.Select(member => literal(member.Json)).Distinct().ToList();
        string line = $"private static readonly KnownStrings Known = new({string.Join(", ", values)});";
        if (line.Length <= code.Width)
        {
            code.Line(line);
            return;
        }

        code.Line("private static readonly KnownStrings Known = new(");
        code.Indent();
        code.Filled(values, ");");
        code.Outdent();
    }

    private static void WriteMembers(CodeWriter code, EnumPlan plan, Func<string, string> argument)
    {
        foreach (EnumMemberPlan member in plan.Members)
        {
            if (plan.HandWritten?.Declares(member.Name) == true)
                continue;
            string text = $"<c>{DocText.Inline(member.Json.Length > 80 ? member.Json.Substring(0, 80) : member.Json)}</c>";
            string deprecated = member.Deprecated ? " Deprecated." : "";
            List<string> paragraphs = DocText.Paragraphs(member.Description);
            if (paragraphs.Count == 0)
                paragraphs.Add($"The value {text}.{deprecated}");
            else
                paragraphs[paragraphs.Count - 1] += deprecated;
            code.DocElement("summary", null, paragraphs);
            code.Line($"public static {plan.Name} {member.Name} => new({argument(member.Json)});");
            code.Line();
        }
    }

    // The reader of the spec has made sure that the values of an integer enum are integers of 64 bits.
    private static string Integer(string json)
    {
        long value = long.Parse(json, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture);
        return value == long.MinValue ? "long.MinValue" : value.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
