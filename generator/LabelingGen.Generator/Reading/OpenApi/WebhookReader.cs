using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.OpenApi.Schemas;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi;

/// <summary>
/// What the API sends by itself: <c>webhooks</c> of 3.1, its forerunner <c>x-webhooks</c>, and the callbacks of operations.
/// </summary>
internal sealed class WebhookReader(ReaderContext context, SchemaReader schemas)
{
    private readonly ContentReader _contents = new(context, schemas);
    private readonly List<Webhook> _read = new();

    public EquatableArray<Webhook> Read()
    {
        foreach (SpecCursor item in (context.Root.Value("webhooks") ?? context.Root.Value("x-webhooks"))?.Entries() ?? [])
            AddItem(item.Segment, item);
        if (context.Options.HasFilter)
            return _read.ToEquatableArray();

        OperationsReader operations = new(context, schemas, new Dictionary<string, string>());
        foreach (SpecCursor path in context.Root.Value("paths")?.Entries() ?? [])
        {
            if (path.Mapping is null)
                continue;
            foreach ((_, _, SpecCursor operation) in operations.Items(path))
            {
                foreach (SpecCursor entry in operation.Value("callbacks")?.Entries() ?? [])
                {
                    // A callback is a list of expressions, each with a path item.
                    foreach (SpecCursor item in context.References.Follow(entry)?.Entries()
                        .Where(e => !e.Segment.StartsWith("x-", StringComparison.Ordinal)) ?? [])
                        AddItem(entry.Segment, item);
                }
            }
        }

        return _read.ToEquatableArray();
    }

    private void AddItem(string name, SpecCursor item)
    {
        if (item.IsNull || context.References.Follow(item) is not { Mapping: not null } at)
            return;
        foreach (SpecCursor entry in at.Entries())
        {
            string method = entry.Segment.ToLowerInvariant();
            if (!OperationsReader.Methods.Contains(method) || entry.Mapping is null)
                continue;
            Webhook? webhook = context.Guard<Webhook?>(entry, null, () => ReadOne(name, method, entry));
            if (webhook is not null && _read.All(w => w.Name != name || w.Method != webhook.Method))
                _read.Add(webhook);
        }
    }

    private Webhook ReadOne(string name, string method, SpecCursor operation)
    {
        SpecCursor? body = operation.Value("requestBody") is { } declared ? context.References.Follow(declared) : null;
        MediaContent? content = _contents.Read(body?.Value("content")).FirstOrDefault(c =>
            MediaTypes.IsJson(c.MediaType) || c.Schema is not AnySchema);
        return new Webhook(name, method.ToUpperInvariant(), operation.Text("description") ?? operation.Text("summary"), content?.Schema);
    }
}
