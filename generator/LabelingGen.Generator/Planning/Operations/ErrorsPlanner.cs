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
        List<ReferenceSchema> schemas = context.Model.Operations
            .SelectMany(operation => operation.Responses)
            .Where(response => response.Status[0] is '4' or '5' or 'd')
            .SelectMany(response => response.Contents)
            .Where(content => MediaTypes.KindOf(content, context.Types) == MediaKind.Json)
            .Select(content => content.Schema).OfType<ReferenceSchema>().ToList();
        IGrouping<string, ReferenceSchema>? most = schemas.GroupBy(schema => schema.Id).OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal).FirstOrDefault();
        if (most is null || most.Count() * 2 < schemas.Count)
            return null;
        TypeUse type = context.Types.Use(most.First(), NameHint.Of("Error")).NotNull();
        return type.Kind is TypeKind.Model or TypeKind.Union ? type : null;
    }
}
