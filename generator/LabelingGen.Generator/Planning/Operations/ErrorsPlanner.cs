using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Naming;
using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Planning.Operations;

/// <summary>Plans the exceptions of an API: one for all, and one for each status the author names.</summary>
internal static class ErrorsPlanner
{
    public static ErrorsPlan Plan(PlanContext context, string exceptionName)
    {
        PlanOptions options = context.Options;
        List<ErrorClassPlan> classes = new();
        foreach (NamedError error in context.Model.Errors?.Classes ?? EquatableArray<NamedError>.Empty)
        {
            string stem = options.Stem + Identifier.Pascal(error.Name);
            classes.Add(new ErrorClassPlan(
                error.Status, context.Types.Names.Claim(new[] { stem + "Exception", stem + "ErrorException" }, "Api"), error.Description));
        }

        return new ErrorsPlan(options.Namespace, exceptionName, options.Stem, context.Model.Title, classes.ToEquatableArray())
        {
            Details = Details(context),
            HandWritten = options.HandWrittenPart(exceptionName),
        };
    }

    // The model most error answers are of; a schema of one or two operations only is not worth a property of every exception.
    private static TypeUse? Details(PlanContext context)
    {
        List<(Operation Operation, string Status, Schema Schema)> answers = context.Model.Operations
            .SelectMany(operation => operation.Responses
                .Where(response => response.Status[0] is '4' or '5' or 'd')
                .SelectMany(response => response.Contents
                    .Where(content => MediaTypes.KindOf(content, context.Types) == MediaKind.Json)
                    .Select(content => (operation, response.Status, WithoutText(content.Schema)))))
            .Where(answer => answer.Item3 is ReferenceSchema or ObjectSchema or UnionSchema)
            .ToList();
        List<Schema> schemas = answers.Select(answer => answer.Schema).ToList();
        Schema? most = MostOf(schemas) ?? MostOf(schemas.Where(schema => schema is ReferenceSchema).ToList());
        foreach (var operation in answers.Where(answer => answer.Schema is not ReferenceSchema && !answer.Schema.Equals(most))
            .GroupBy(answer => answer.Operation.Id))
            context.Report(PlanDiagnostics.ErrorWithoutType, operation.First().Operation, operation.First().Status);
        TypeUse? type = most is null ? null : context.Types.Use(most, NameHint.Of("Error", "ErrorAnswer")).NotNull();
        return type?.Kind is TypeKind.Model or TypeKind.Union ? type : null;
    }

    private static Schema? MostOf(IReadOnlyList<Schema> schemas)
    {
        IGrouping<Schema, Schema>? most = schemas.GroupBy(schema => schema).OrderByDescending(group => group.Count())
            .ThenBy(group => (group.Key as ReferenceSchema)?.Id ?? "", StringComparer.Ordinal).FirstOrDefault();
        return most is null || most.Count() * 2 < schemas.Count ? null : most.Key;
    }

    /// <summary>Answers of one shape are often described in words of their own.</summary>
    private static Schema WithoutText(Schema schema) => schema is ReferenceSchema reference
        ? new ReferenceSchema(reference.Id)
        : schema with { Title = null, Description = null, ExampleJson = null };
}
