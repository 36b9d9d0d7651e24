using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.OpenApi.Schemas;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi;

/// <param name="Body">The body parameter of a 2.0 operation.</param>
/// <param name="FormFields">The <c>formData</c> parameters of a 2.0 operation.</param>
/// <param name="Path">The path with plain names in braces.</param>
internal sealed record ParameterSet(string Path, IReadOnlyList<Parameter> Parameters, SpecCursor? Body, IReadOnlyList<SpecCursor> FormFields)
{
    public static ParameterSet Empty(string path) => new(path, Array.Empty<Parameter>(), null, Array.Empty<SpecCursor>());
}

/// <summary>The parameters of an operation: the path item's, overridden by its own.</summary>
internal sealed class ParameterReader(ReaderContext context, SchemaReader schemas)
{
    /// <summary>
    /// Headers that OpenAPI says a parameter cannot describe: they follow from the body, the answer and the security scheme.
    /// </summary>
    private static readonly HashSet<string> ReservedHeaders =
        new(StringComparer.OrdinalIgnoreCase) { "Accept", "Content-Type", "Authorization" };

    public ParameterSet Read(string path, SpecCursor item, SpecCursor operation)
    {
        List<SpecCursor> declared = new();
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        Declare(item, declared, places);
        Declare(operation, declared, places);

        List<Parameter> parameters = new();
        List<SpecCursor> form = new();
        SpecCursor? body = null;
        HashSet<string> template = new(PathTemplate.Names(path), StringComparer.Ordinal);
        foreach (SpecCursor at in declared)
        {
            switch (at.Text("in")?.Trim().ToLowerInvariant())
            {
                case "body":
                    body = at;
                    break;
                case "formdata":
                    form.Add(at);
                    break;
                case "path" when template.Contains(at.Text("name")!):
                    parameters.Add(ReadOne(at, ParameterLocation.Path));
                    break;
                case "path" when PathTemplate.ExpressionFor(path, at.Text("name")!) is { } expression:
                    context.Report(Rules.PathParameterSpelling, at, expression, at.Text("name")!);
                    path = PathTemplate.Replace(path, expression);
                    parameters.Add(PathTemplate.Apply(expression, ReadOne(at, ParameterLocation.Path), at.Child("style") is not null));
                    break;
                case "path" when template.FirstOrDefault(n => SameWord(n, at.Text("name")!)) is { } meant
                    && declared.All(d => d.Text("name") != meant):
                    context.Report(Rules.PathParameterSpelling, at, at.Text("name")!, meant);
                    parameters.Add(ReadOne(at, ParameterLocation.Path) with { Name = meant });
                    break;
                case "path":
                    context.Report(Rules.PathParameterNotInTemplate, at, at.Text("name")!, path);
                    break;
                case "query":
                    parameters.Add(ReadOne(at, ParameterLocation.Query));
                    break;
                case "header" when ReservedHeaders.Contains(at.Text("name")!):
                    context.Report(Rules.ReservedHeader, at, at.Text("name")!);
                    break;
                case "header":
                    parameters.Add(ReadOne(at, ParameterLocation.Header));
                    break;
                case "cookie":
                    parameters.Add(ReadOne(at, ParameterLocation.Cookie));
                    break;
                default:
                    context.Report(Rules.UnknownParameterLocation, at, at.Text("name")!, at.Text("in") ?? "");
                    break;
            }
        }

        foreach (string name in PathTemplate.Names(path)
            .Where(n => !parameters.Any(p => p.Location == ParameterLocation.Path && p.Name == n)))
        {
            context.Report(Rules.PathParameterMissing, operation, name, path);
            parameters.Add(new Parameter(
                name, ParameterLocation.Path, new PrimitiveSchema(PrimitiveKind.String), Required: true, ParameterStyle.Simple, false));
        }

        return new ParameterSet(path, parameters, body, form);
    }

    private static bool SameWord(string first, string second) => string.Equals(
        first.Replace("_", "").Replace("-", ""), second.Replace("_", "").Replace("-", ""), StringComparison.OrdinalIgnoreCase);

    private void Declare(SpecCursor owner, List<SpecCursor> declared, Dictionary<string, int> places)
    {
        SpecCursor? list = owner.Value("parameters");
        if (list is { Sequence: null })
            context.Report(Rules.WrongType, list, "parameters", "a list");
        foreach (SpecCursor entry in list?.Items() ?? Enumerable.Empty<SpecCursor>())
        {
            if (entry.IsNull || context.References.Follow(entry) is not { } at)
                continue;
            if (at.Mapping is null || string.IsNullOrEmpty(at.Text("name")))
            {
                context.Report(Rules.ParameterWithoutName, at);
                continue;
            }

            string key = at.Text("in") + " " + at.Text("name");
            if (places.TryGetValue(key, out int index))
            {
                if (ReferenceEquals(declared[index].Parent?.Node, at.Parent?.Node))
                    context.Report(Rules.DuplicateParameter, at, at.Text("name")!);
                declared[index] = at;
            }
            else
            {
                places[key] = declared.Count;
                declared.Add(at);
            }
        }
    }

    private Parameter ReadOne(SpecCursor at, ParameterLocation location)
    {
        SpecCursor? content = at.Value("content")?.Entries().FirstOrDefault();
        Schema schema = content is not null
            ? content.Value("schema") is { } inner ? schemas.Read(inner) : new AnySchema()
            : at.Value("schema") is { } declared ? schemas.Read(declared) : ReadFlat(at);
        (ParameterStyle style, bool explode) = StyleReader.Read(context, at, location);
        bool required = location == ParameterLocation.Path || at.Boolean("required") == true;
        if (location == ParameterLocation.Path && at.Boolean("required") != true)
            context.Report(Rules.OptionalPathParameter, at, at.Text("name")!);
        return new Parameter(at.Text("name")!, location, schema, required, style, explode)
        {
            Description = at.Text("description") ?? schema.Description,
            Deprecated = at.Boolean("deprecated") == true || schema.Deprecated,
            AllowReserved = at.Boolean("allowReserved") == true,
            PreferredName = at.Text("x-csharp-name") ?? at.Text("x-ms-client-name"),
            NotWith = at.Text("x-not-with"),
            ContentType = content is null ? null : MediaTypes.Normalize(content.Segment),
        };
    }

    /// <summary>In 2.0 a parameter is its own schema; in later documents the same form is a slip that is read the same way.</summary>
    private Schema ReadFlat(SpecCursor at)
    {
        if (!context.IsSwagger2 && at.Child("type") is not null)
            context.Report(Rules.TypeWithoutSchema, at, at.Text("name")!);
        return at.Child("type") is null && at.Child("enum") is null && at.Child("items") is null
            ? new PrimitiveSchema(PrimitiveKind.String)
            : schemas.ReadUnnamed(at);
    }
}
