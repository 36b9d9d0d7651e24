using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.OpenApi.Schemas;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi;

/// <summary><c>paths</c>: every operation that the options want, each on its own, so that a bad one costs no other.</summary>
internal sealed class OperationsReader(ReaderContext context, SchemaReader schemas, Dictionary<string, string> pointers)
{
    internal static readonly HashSet<string> Methods = new(StringComparer.Ordinal)
    {
        "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
    };

    private readonly OperationReader _reader = new(context, schemas);
    private readonly HashSet<(string? Client, string Id)> _operationIds = new();

    public EquatableArray<Operation> Read()
    {
        List<Operation> operations = new();
        SpecCursor? paths = context.Root.Value("paths");
        if (paths is { Mapping: null })
            context.Report(Rules.WrongType, paths, "paths", "an object");
        foreach (SpecCursor declared in paths?.Entries() ?? Enumerable.Empty<SpecCursor>())
        {
            if (declared.Segment.StartsWith("x-", StringComparison.Ordinal) || declared.IsNull)
                continue;
            foreach ((string method, SpecCursor item, SpecCursor at) in Items(declared))
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                Operation? operation = context.Guard<Operation?>(at, null, () => ReadOne(declared, method, item, at));
                if (operation is null)
                    continue;
                if (pointers.ContainsKey(operation.Id))
                {
                    context.Report(Rules.DuplicateOperation, at, operation.Id);
                    continue;
                }

                pointers[operation.Id] = at.Pointer;
                operations.Add(operation);
            }
        }

        return operations.ToEquatableArray();
    }

    private Operation? ReadOne(SpecCursor declared, string method, SpecCursor item, SpecCursor at)
    {
        if (!OperationFilter.Wants(context.Options, declared.Segment, at))
            return null;
        Operation operation = _reader.Read(method, PathOf(declared), item, at);
        if (operation.OperationId is not { } id || _operationIds.Add((null, id)))
        {
            _operationIds.Add((ClientOf(operation), operation.OperationId ?? ""));
            return operation;
        }

        context.Report(Rules.DuplicateOperationId, at.Child("operationId") ?? at, id);
        // Unique under its tag is enough for a method's name: many documents have a "list" per tag.
        return ClientOf(operation) is { } client && _operationIds.Add((client, id)) ? operation : operation with { OperationId = null };
    }

    private static string? ClientOf(Operation operation) =>
        operation.PreferredClient ?? (operation.Tags.Count > 0 ? operation.Tags[0] : null);

    private string PathOf(SpecCursor declared)
    {
        string path = declared.Segment;
        if (path.Length > 0 && path[0] == '/')
            return path;
        context.Report(Rules.PathWithoutSlash, declared, path);
        return "/" + path;
    }

    /// <summary>The operations of a path item, those of an item it refers to included.</summary>
    internal IEnumerable<(string Method, SpecCursor Item, SpecCursor At)> Items(SpecCursor declared)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        SpecCursor? item = declared;
        for (int steps = 0; item is not null && steps < Limits.ReferenceChain; steps++)
        {
            if (item.Mapping is null)
            {
                context.Report(Rules.WrongType, item, item.Segment, "an object");
                yield break;
            }

            foreach (SpecCursor entry in item.Entries())
            {
                string method = entry.Segment.ToLowerInvariant();
                if (Methods.Contains(method) && entry.Mapping is not null && seen.Add(method))
                    yield return (method.ToUpperInvariant(), item, entry);
                else if (Methods.Contains(method) && !entry.IsNull && entry.Mapping is null)
                    context.Report(Rules.WrongType, entry, entry.Segment, "an object");
            }

            foreach (SpecCursor entry in item.Value("additionalOperations")?.Entries() ?? Enumerable.Empty<SpecCursor>())
            {
                if (entry.Mapping is not null && seen.Add(entry.Segment.ToLowerInvariant()))
                    yield return (entry.Segment, item, entry);
            }

            item = ReferenceResolver.ReferenceOf(item) is { } reference ? context.References.Resolve(item, reference) : null;
        }
    }
}
