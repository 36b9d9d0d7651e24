namespace LabelingGen.Generator.Planning.Operations;

/// <summary>Tells whether the user wrote a method himself, so that the emitted one is left out.</summary>
internal static class HandWrittenMethods
{
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["string"] = "String",
        ["bool"] = "Boolean",
        ["int"] = "Int32",
        ["long"] = "Int64",
        ["float"] = "Single",
        ["double"] = "Double",
        ["decimal"] = "Decimal",
        ["object"] = "Object",
        ["byte"] = "Byte",
    };

    public static bool Declares(HandWrittenType type, MethodPlan method) => type.Declares(method.Name, ParameterTypes(method).ToArray());

    /// <summary>Simple names of the method's parameter types, as <see cref="HandWrittenMember.ParameterTypes"/> has them.</summary>
    private static IEnumerable<string> ParameterTypes(MethodPlan method)
    {
        foreach (ValuePlan value in method.Arguments)
            yield return SimpleName(value.Type.Type);
        if (method.Body is { Type: { } body } plan)
        {
            yield return SimpleName(body.Type);
            if (plan.MediaTypes.Count > 0)
                yield return "String";
        }

        foreach (ValuePlan value in method.Optional)
            yield return SimpleName(value.Type.Type);
        if (method.Options is { } options)
            yield return options.ClassName;
        yield return "CancellationToken";
    }

    private static string SimpleName(string type)
    {
        int generic = type.IndexOf('<');
        string name = generic < 0 ? type : type.Substring(0, generic);
        name = name.Substring(name.LastIndexOf('.') + 1);
        return Keywords.TryGetValue(name, out string? clrName) ? clrName : name;
    }
}
