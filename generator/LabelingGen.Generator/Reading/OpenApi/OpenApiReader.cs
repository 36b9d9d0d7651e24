using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.OpenApi.Schemas;
using LabelingGen.Generator.Reading.OpenApi.Semantics;
using LabelingGen.Generator.Reading.OpenApi.Validation;
using LabelingGen.Generator.Reading.Overlays;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi;

/// <summary>
/// OpenAPI 2.0, 3.0, 3.1 and 3.2 documents, in YAML or JSON, to the model. Whatever the text, the answer is a result with diagnostics,
/// never an
/// exception; only cancellation passes.
/// </summary>
internal static class OpenApiReader
{
    public static ReadResult Read(SpecSet spec, ReadOptions options, CancellationToken cancellationToken)
    {
        ParsedText parsed = ParsedTextCache.Parse(spec.Main.Path, spec.Main.Text, cancellationToken);
        List<SpecDiagnostic> diagnostics = new(parsed.Diagnostics);
        if (parsed.Root is not SpecMapping root)
        {
            if (diagnostics.Count == 0)
                diagnostics.Add(NotADocument(spec, parsed.Root?.Span ?? SourceSpan.None));
            return new ReadResult(null, diagnostics.ToEquatableArray(), PositionIndex.Empty);
        }

        // A file that is laid over twice, or over itself, would stand there twice.
        (SpecNode Root, bool HasAliases) overlaid = (root, parsed.HasAliases || spec.Overlays.Count > 1);
        foreach (SpecFile overlay in spec.Overlays)
        {
            (overlaid.Root, bool hasAliases) = OverlayApplier.Apply(overlaid.Root, overlay, diagnostics, cancellationToken);
            overlaid.HasAliases |= hasAliases;
        }

        SpecDocument main = new(spec.Main.Path, "", overlaid.Root, overlaid.HasAliases, parsed.Blocks);
        if (VersionReader.Read(main, diagnostics) is not { } version)
            return new ReadResult(null, diagnostics.ToEquatableArray(), new PositionIndex([main], new Dictionary<string, string>()));

        DocumentSet documents = new(spec, main, cancellationToken);
        ReaderContext context = new(documents, version, options, diagnostics, cancellationToken);
        Dictionary<string, string> pointers = new(StringComparer.Ordinal);
        ApiModel? model = context.Guard<ApiModel?>(context.Root, null, () => ReadModel(context, pointers));
        context.Report(documents.Diagnostics);
        return new ReadResult(model, context.Diagnostics.ToEquatableArray(), new PositionIndex(documents.Loaded.ToList(), pointers));
    }

    private static SpecDiagnostic NotADocument(SpecSet spec, SourceSpan span) =>
        new(Rules.NotOpenApi.Id, EquatableArray<string>.Empty, spec.Main.Path, span, "#");

    private static ApiModel ReadModel(ReaderContext context, Dictionary<string, string> pointers)
    {
        SpecCursor root = context.Root;
        SchemaReader schemas = new(context);
        OperationsReader operations = new(context, schemas, pointers);
        EquatableArray<Operation> read = operations.Read();
        EquatableArray<Webhook> webhooks =
            context.Guard(root, EquatableArray<Webhook>.Empty, () => new WebhookReader(context, schemas).Read());
        context.Guard<bool>(root, false, () =>
        {
            new StructureValidator(context).Validate();
            return true;
        });
        SpecCursor? info = root.Value("info");
        return new ApiModel(
            info?.Text("title") ?? FilePath.Name(FilePath.Normalize(context.Documents.Main.Path)),
            info?.Text("version"),
            info?.Text("description") ?? info?.Text("summary"),
            context.Guard(root, EquatableArray<Server>.Empty, () => new ServerReader(context).ReadRoot()),
            context.Guard(root, EquatableArray<SecurityScheme>.Empty, () => new SecurityReader(context).ReadSchemes()),
            context.Guard(root, EquatableArray<SecurityRequirement>.Empty, () => new SecurityReader(context).ReadRequirements(root)
                ?? EquatableArray<SecurityRequirement>.Empty),
            context.Guard(root, EquatableArray<Tag>.Empty, () => TagReader.Read(root)),
            read,
            schemas.ReadNamed(all: !context.Options.HasFilter),
            webhooks)
        {
            Errors = context.Guard(root, null, () => ConventionReader.ReadErrors(context, root)),
            Convention = context.Guard(root, ClientConvention.Default, () => ConventionReader.ReadClient(context, root)),
        };
    }
}
