using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Operations;
using LabelingGen.Generator.Planning.Types;
using static LabelingGen.Generator.Emitting.Clients.CoreNames;

namespace LabelingGen.Generator.Emitting.Clients;

/// <summary>Writes how a value gets onto a request, a form or a multipart body.</summary>
internal static class ValueCode
{
    /// <summary>A call on a request (or form fields) that adds the value: <c>.Query("status", status?.Value)</c>.</summary>
    /// <param name="value">The value.</param>
    /// <param name="expression">Where it is in C#.</param>
    public static string Add(ValuePlan value, string expression)
    {
        string method = value.Target switch
        {
            ValueTarget.Field => "Add",
            _ => value.Target.ToString(),
        };
        string known = value.KnownOnly && value.Target != ValueTarget.Field ? $".Known({StringLiteral.Of(value.WireName)}, {expression})" : "";
        return $"{known}.{method}({StringLiteral.Of(value.WireName)}, {Argument(value, expression)}{Style(value)})";
    }

    /// <summary>A call that adds a value which is always the same.</summary>
    public static string Add(FixedValuePlan value) => $".{value.Target}({StringLiteral.Of(value.WireName)}, {StringLiteral.Of(value.Value)})";

    /// <summary>A statement without semicolon that adds the value to a multipart body.</summary>
    public static string AddPart(ValuePlan value, string expression)
    {
        string name = StringLiteral.Of(value.WireName);
        string mediaType = value.MediaType is null ? "" : $", mediaType: {StringLiteral.Of(value.MediaType)}";
        return value.Shape switch
        {
            ValueShape.File => $".AddFile({name}, {expression}{mediaType})",
            ValueShape.Files => $".AddFiles({name}, {expression}{mediaType})",
            ValueShape.Json => $".AddJson({name}, {expression}, {value.Type.Write}{mediaType})",
            _ => $".AddText({name}, {Argument(value, expression)}{mediaType})",
        };
    }

    private static string Argument(ValuePlan value, string expression) => value.Shape switch
    {
        ValueShape.Scalar when value.AlwaysSent is { } number =>
            $"{expression} ?? {number.ToString(System.Globalization.CultureInfo.InvariantCulture)}",
        ValueShape.Scalar => Scalar(value.Type, expression, !value.Required),
        ValueShape.List when value.Type.Element!.Kind == TypeKind.String => $"{ParameterValues}.Of({expression})",
        ValueShape.List => $"{ParameterValues}.Of({expression}, static item => {Scalar(value.Type.Element!, "item", value.Type.Element!.Nullable)})",
        ValueShape.Map => $"{ParameterValues}.OfMembers({expression}, static item => {Scalar(value.Type.Element!, "item", value.Type.Element!.Nullable)})",
        ValueShape.Members => Members(value, expression),
        _ => Json(value, expression),
    };

    // A member access on a null value is null, and null values are left out.
    private static string Scalar(TypeUse type, string expression, bool mayBeNull) =>
        type.ParameterExpression(mayBeNull && type.ParameterExpression("x") != "x" ? expression + "?" : expression);

    private static string Json(ValuePlan value, string expression) =>
        $"{ParameterValues}.{(value.Required ? "Json" : "JsonOrNull")}({expression}, {value.Type.Write})";

    private static string Members(ValuePlan value, string expression)
    {
        string access = value.Required ? "." : "?.";
        IEnumerable<string> pairs = value.Members.Select(member =>
            $"({StringLiteral.Of(member.WireName)}, {Scalar(member.Type, expression + access + member.Name, !value.Required || member.MayBeNull)})");
        return $"{ParameterValues}.Members({string.Join(", ", pairs)})";
    }

    private static string Style(ValuePlan value)
    {
        bool isPath = value.Target == ValueTarget.Path;
        bool isMany = value.Shape is ValueShape.List or ValueShape.Map or ValueShape.Members;
        bool hasStyle = value.Target is not (ValueTarget.Header or ValueTarget.Cookie);
        // Lists in headers look the same either way.
        bool hasExplode = isMany && (value.Target != ValueTarget.Header || value.Shape != ValueShape.List);
        bool usualExplode = value.Target is not (ValueTarget.Path or ValueTarget.Header);
        string style = "";
        if (hasStyle && value.Style != (isPath ? ParameterStyle.Simple : ParameterStyle.Form) && (isMany || isPath))
            style += $", {ParameterStyleType}.{value.Style}";
        if (hasExplode && value.Explode != usualExplode)
            style += $", explode: {(value.Explode ? "true" : "false")}";
        if (value.AllowReserved && (value.Target == ValueTarget.Query || (isPath && value.Shape == ValueShape.Scalar)))
            style += ", allowReserved: true";
        return style;
    }
}
