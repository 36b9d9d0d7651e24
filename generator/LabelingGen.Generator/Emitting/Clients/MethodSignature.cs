using LabelingGen.Generator.Planning.Operations;
using static LabelingGen.Generator.Emitting.Clients.CoreNames;

namespace LabelingGen.Generator.Emitting.Clients;

/// <summary>One parameter of an emitted method.</summary>
/// <param name="Name">As it stands in code: <c>@class</c>.</param>
/// <param name="DocXml">Escaped documentation.</param>
internal sealed record MethodParameter(string Type, string Name, string? Default, string DocXml);

/// <summary>Return type and parameters of an emitted method.</summary>
internal static class MethodSignature
{
    public static string ReturnType(MethodPlan method)
    {
        if (method.Paging is { } paging)
            return $"{AsyncCollectionResult}<{paging.Item.DeclaredType}>";
        if (method.Job is { } job)
            return $"{TaskType}<{job.ClassName}>";
        return method.Result.Kind switch
        {
            ResultKind.Json => Result(method.Result.Type!.DeclaredType),
            ResultKind.OptionalJson => Result(method.Result.Type!.Type + "?"),
            ResultKind.Text => Result("string"),
            ResultKind.Stream => Result(StreamType),
            ResultKind.Ndjson or ResultKind.Events => $"{AsyncEnumerable}<{method.Result.Type!.DeclaredType}>",
            _ => $"{TaskType}<{ClientResult}>",
        };
    }

    /// <summary>The parameters in order: required, body, optional, cancellation.</summary>
    public static List<MethodParameter> Parameters(MethodPlan method)
    {
        List<MethodParameter> parameters = method.Arguments.Select(OfValue).ToList();
        if (method.Body is { Type: { } type } body)
        {
            string text = body.Description is { } description && description.Trim().Length > 0 ? DocText.Inline(description) : BodyText(body);
            parameters.Add(new MethodParameter(body.Required ? type.DeclaredType : type.Type + "?", body.Argument, body.Required ? null : "null", text));
            if (body.MediaTypes.Count > 0)
                parameters.Insert(body.Required ? parameters.Count : parameters.Count, MediaType(body));
        }

        if (method.Options is { } options)
        {
            parameters.Add(new MethodParameter(
                options.Required ? options.ClassName : options.ClassName + "?", "options", options.Required ? null : "null", "What is optional; none by default."));
        }

        parameters.AddRange(method.Optional.Select(OfValue));

        // What must be given stands before what may be left out.
        parameters = parameters.Where(parameter => parameter.Default is null).Concat(parameters.Where(parameter => parameter.Default is not null)).ToList();
        parameters.Add(new MethodParameter(CancellationTokenType, "cancellationToken", "default", "Ends the call."));
        return parameters;
    }

    /// <summary>Writes a declaration in one line, or with a line per parameter where it is too long.</summary>
    public static void Write(CodeWriter code, string head, IReadOnlyList<MethodParameter> parameters)
    {
        List<string> texts = parameters
            .Select(parameter => $"{parameter.Type} {parameter.Name}{(parameter.Default is null ? "" : " = " + parameter.Default)}").ToList();
        string line = $"{head}({string.Join(", ", texts)})";
        if (ShortNames.Measure(line) <= code.Width)
        {
            code.Line(line);
            return;
        }

        code.Line(head + "(");
        for (int i = 0; i < texts.Count; i++)
            code.Indented(texts[i] + (i == texts.Count - 1 ? ")" : ","));
    }

    private static MethodParameter OfValue(ValuePlan value) =>
        new(value.DeclaredType, value.Argument, value.Required ? null : "null", ValueDocs.Text(value));

    private static MethodParameter MediaType(BodyPlan body) => new(
        "string", "mediaType", StringLiteral.Of(body.MediaTypes[0]),
        $"Content type of the body: {string.Join(", ", body.MediaTypes.Select(type => $"<c>{DocText.Inline(type)}</c>"))}.");

    private static string BodyText(BodyPlan body) => body.Kind switch
    {
        BodyKind.Stream => "The bytes to send, from the stream's current position.",
        BodyKind.Text => "The text to send.",
        BodyKind.Ndjson => "The items to send, one line each, written while they are produced.",
        BodyKind.FormMap => "The fields to send.",
        _ => body.Type is { PlanName: { } name } ? $"The <see cref=\"{name}\"/> to send." : "What to send.",
    };

    private static string Result(string type) => $"{TaskType}<{ClientResult}<{type}>>";
}
