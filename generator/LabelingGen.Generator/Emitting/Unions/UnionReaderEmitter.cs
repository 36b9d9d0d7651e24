using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Emitting.Unions;

/// <summary>
/// Writes how a union finds its variant: by the kind of the JSON value; objects by the discriminator, or by the properties they have. No
/// variant is tried and thrown away.
/// </summary>
internal static class UnionReaderEmitter
{
    public static void WriteTables(CodeWriter code, UnionPlan plan)
    {
        List<VariantPlan> objects = Objects(plan);
        if (plan.DiscriminatorName is not null)
        {
            string values = string.Join(", ", plan.DiscriminatorValues.Select(value => StringLiteral.Of(value.Value)));
            code.Line($"private static readonly KnownStrings Kinds = new({values});");
            code.Line();
        }
        else if (objects.Count > 1)
        {
            code.Line("private static readonly ObjectShapes Shapes = new(");
            code.Indent();
            for (int i = 0; i < objects.Count; i++)
                WriteShape(code, objects[i], i == objects.Count - 1 ? ");" : ",");
            code.Outdent();
            code.Line();
        }
    }

    public static void Write(CodeWriter code, UnionPlan plan)
    {
        code.Line($"internal static {plan.Name} Read(ref Utf8JsonReader reader) => new(JsonCodec.Union(ref reader, ReadVariant));");
        code.Line();
        using (code.Open("private static object? ReadVariant(ref Utf8JsonReader reader) => reader.TokenType switch", "};"))
        {
            if (First(plan, IsText) is { } text)
                code.Line($"JsonTokenType.String => {Call(text)},");
            if (First(plan, IsNumber) is { } number)
                code.Line($"JsonTokenType.Number => {Call(number)},");
            if (First(plan, use => use.Kind == TypeKind.Boolean && !use.AsString) is { } boolean)
                code.Line($"JsonTokenType.True or JsonTokenType.False => {Call(boolean)},");
            WriteLists(code, plan.Variants.Select(variant => variant.Use).Where(use => use.Kind == TypeKind.List).ToList());
            WriteObjects(code, plan);
            string otherwise = First(plan, use => use is { Kind: TypeKind.Enum, EnumValueKind: TypeKind.Any }) is { } mixed
                ? $"JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => {Call(mixed)},"
                : "";
            if (otherwise.Length > 0)
                code.Line(otherwise);
            code.Line("_ => null,");
        }

        code.Line();
    }

    private static void WriteLists(CodeWriter code, List<TypeUse> lists)
    {
        if (lists.Count == 0)
            return;
        List<(string Token, TypeUse List)> arms = new();
        foreach (TypeUse list in lists)
        {
            string token = Token(list.Element!);
            if (arms.All(arm => arm.Token != token))
                arms.Add((token, list));
        }

        if (arms.Count == 1)
        {
            code.Line($"JsonTokenType.StartArray => {Call(arms[0].List)},");
            return;
        }

        using (code.Open("JsonTokenType.StartArray => JsonCodec.PeekItem(ref reader) switch", "},"))
        {
            foreach ((string token, TypeUse list) in arms.Where(arm => arm.Token != "_"))
                code.Line($"{token} => {Call(list)},");
            TypeUse rest = arms.FirstOrDefault(arm => arm.Token == "_").List ?? arms[0].List;
            code.Line($"_ => {Call(rest)},");
        }
    }

    private static void WriteObjects(CodeWriter code, UnionPlan plan)
    {
        List<VariantPlan> objects = Objects(plan);
        if (objects.Count == 0)
            return;
        if (plan.DiscriminatorName is { } discriminator)
        {
            using (code.Open($"JsonTokenType.StartObject => JsonCodec.Peek(ref reader, {StringLiteral.Utf8(discriminator)}, Kinds) switch", "},"))
            {
                foreach (VariantValue value in plan.DiscriminatorValues)
                    code.Line($"{StringLiteral.Of(value.Value)} => {Call(plan.Variants[value.Variant].Use)},");
                code.Line("_ => null,");
            }
        }
        else if (objects.Count == 1)
        {
            code.Line($"JsonTokenType.StartObject => {Call(objects[0].Use)},");
        }
        else
        {
            using (code.Open("JsonTokenType.StartObject => Shapes.Choose(ref reader) switch", "},"))
            {
                for (int i = 0; i < objects.Count; i++)
                    code.Line($"{i} => {Call(objects[i].Use)},");
                code.Line("_ => null,");
            }
        }
    }

    private static void WriteShape(CodeWriter code, VariantPlan variant, string end)
    {
        List<string> optional = variant.KnownNames.Where(name => !variant.RequiredNames.Contains(name)).ToList();
        string shape = $"new ObjectShape({Strings(variant.RequiredNames)}, {Strings(optional)}";
        foreach (FixedProperty fixedValue in variant.FixedValues.Where(value => variant.Use.Kind == TypeKind.Model))
            shape += $", new FixedText({StringLiteral.Of(fixedValue.Name)}, {Strings(fixedValue.Values)})";
        code.Line(shape + ")" + end);
    }

    private static string Strings(IEnumerable<string> values) => "[" + string.Join(", ", values.Select(StringLiteral.Of)) + "]";

    private static List<VariantPlan> Objects(UnionPlan plan) => plan.Variants
        .Where(variant => variant.Use.Kind is TypeKind.Model or TypeKind.Union or TypeKind.Map or TypeKind.FreeObject).ToList();

    private static TypeUse? First(UnionPlan plan, Func<TypeUse, bool> fits) => plan.Variants.Select(variant => variant.Use).FirstOrDefault(fits);

    private static bool IsText(TypeUse use) => use.AsString || use.Kind is TypeKind.String or TypeKind.DateOnly or TypeKind.TimeOnly
        or TypeKind.DateTimeOffset or TypeKind.Guid or TypeKind.Uri or TypeKind.Bytes
        || use is { Kind: TypeKind.Enum, EnumValueKind: TypeKind.String };

    private static bool IsNumber(TypeUse use) => !use.AsString && use.Kind is TypeKind.Int32 or TypeKind.Int64 or TypeKind.Single or TypeKind.Double
        or TypeKind.Decimal || use is { Kind: TypeKind.Enum, EnumValueKind: TypeKind.Int64 };

    private static string Token(TypeUse item) => item switch
    {
        _ when IsText(item) => "JsonTokenType.String",
        _ when IsNumber(item) => "JsonTokenType.Number",
        { Kind: TypeKind.Boolean } => "JsonTokenType.True or JsonTokenType.False",
        { Kind: TypeKind.List } => "JsonTokenType.StartArray",
        { Kind: TypeKind.Model or TypeKind.Map or TypeKind.FreeObject } => "JsonTokenType.StartObject",
        _ => "_",
    };

    private static string Call(TypeUse use) => use.Kind switch
    {
        TypeKind.List => $"JsonCodec.List(ref reader, {TypeText.Reader(use.Element!, UnionEmitter.Members)})",
        TypeKind.Map => $"JsonCodec.Map(ref reader, {TypeText.Reader(use.Element!, UnionEmitter.Members)})",
        _ => $"{TypeText.Reader(use, UnionEmitter.Members)}(ref reader)",
    };
}
