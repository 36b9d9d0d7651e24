using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Planning.Grpc;

/// <summary>
/// What <c>.proto</c> files cannot say, from the overlay beside them: which methods make up a sub-client, how lists are paged, which
/// methods may be repeated, where answers hold a status, what is a job.
/// </summary>
internal sealed record GrpcRules(
    EquatableArray<GrpcClientRule> Clients,
    EquatableArray<GrpcServiceRule> Services,
    GrpcPageRule Pagination,
    EquatableArray<string> Idempotent,
    string? Status,
    EquatableArray<GrpcJobRule> Jobs)
{
    public static readonly GrpcRules None = new(
        EquatableArray<GrpcClientRule>.Empty, EquatableArray<GrpcServiceRule>.Empty, GrpcPageRule.Usual, EquatableArray<string>.Empty, null,
        EquatableArray<GrpcJobRule>.Empty);

    /// <summary>
    /// Reads <c>x-grpc</c> of an overlay: <c>clients: [{ name, description, service, methods: [patterns] }]</c>,
    /// <c>services: [{ name, path }]</c>, <c>pagination: { page, size, token, next, within, maxSize, items: [fields], except: [patterns] }</c>,
    /// <c>idempotent: [patterns]</c>, <c>status: field</c>, <c>jobs: [...]</c>, see <see cref="GrpcJobRule"/>. In a pattern <c>*</c> stands
    /// for any text.
    /// </summary>
    public static GrpcRules Read(string path, string text, CancellationToken cancellationToken)
    {
        ParsedText parsed = SpecParser.Parse(path, text, cancellationToken);
        if (parsed.Root is null || SpecCursor.Root(new SpecDocument(path, "", parsed.Root)).Value("x-grpc") is not { } root)
            return None;
        EquatableArray<GrpcClientRule> clients = Items(root, "clients")
            .Where(c => c.Text("name") is not null)
            .Select(c => new GrpcClientRule(c.Text("name")!, c.Text("description"), c.Text("service"), Texts(c, "methods")))
            .ToEquatableArray();
        EquatableArray<GrpcServiceRule> services = Items(root, "services")
            .Where(s => s.Text("name") is not null && s.Text("path") is not null)
            .Select(s => new GrpcServiceRule(s.Text("name")!, s.Text("path")!))
            .ToEquatableArray();
        GrpcPageRule page = root.Value("pagination") is { } p
            ? new GrpcPageRule(p.Text("page"), p.Text("size"), p.Text("within"), p.Integer("maxSize") ?? 0, Texts(p, "items"), Texts(p, "except"))
            {
                Token = p.Text("token") ?? GrpcPageRule.Usual.Token,
                Next = p.Text("next") ?? GrpcPageRule.Usual.Next,
            }
            : GrpcPageRule.Usual;
        return new GrpcRules(
            clients, services, page, Texts(root, "idempotent"), root.Text("status"),
            Items(root, "jobs").Select(Job).OfType<GrpcJobRule>().ToEquatableArray());
    }

    public static bool Matches(IEnumerable<string> patterns, string name) => patterns.Any(p => Matches(p, name));

    private static bool Matches(string pattern, string name)
    {
        string[] parts = pattern.Split('*');
        if (parts.Length == 1)
            return pattern == name;
        if (!name.StartsWith(parts[0], StringComparison.Ordinal))
            return false;
        int at = parts[0].Length;
        for (int i = 1; i < parts.Length - 1; i++)
        {
            int found = name.IndexOf(parts[i], at, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + parts[i].Length;
        }

        string last = parts[parts.Length - 1];
        return name.Length - at >= last.Length && name.EndsWith(last, StringComparison.Ordinal);
    }

    private static GrpcJobRule? Job(SpecCursor at)
    {
        if (at.Text("name") is not { } name || at.Text("report") is not { } report || at.Text("id") is not { } id
            || at.Text("state") is not { } state)
            return null;
        return new GrpcJobRule(name, report, id, state, Texts(at, "succeeded"), Texts(at, "failed"), Texts(at, "canceled"))
        {
            Description = at.Text("description"),
            Running = Texts(at, "running"),
            Percent = at.Text("percent"),
            Error = at.Text("error"),
            Result = at.Text("result"),
            Cancel = at.Text("cancel"),
            Start = at.Text("start"),
            From = (at.Value("from")?.Entries() ?? []).Where(e => e.Scalar is not null)
                .Select(e => new GrpcJobField(e.Segment, e.Scalar!.Text)).ToEquatableArray(),
        };
    }

    private static IEnumerable<SpecCursor> Items(SpecCursor at, string key) => at.Value(key)?.Items() ?? Enumerable.Empty<SpecCursor>();

    private static EquatableArray<string> Texts(SpecCursor at, string key)
        => Items(at, key).Select(i => i.Scalar?.Text).Where(t => t is not null).Select(t => t!).ToEquatableArray();
}

/// <param name="Service">Full name of the service whose methods are meant; <see langword="null"/> = any.</param>
/// <param name="Methods">Patterns; none = all of the service's.</param>
internal sealed record GrpcClientRule(string Name, string? Description, string? Service, EquatableArray<string> Methods);

/// <summary>A service whose methods are called under another service's path.</summary>
internal sealed record GrpcServiceRule(string Name, string Path);

/// <param name="Page">Field for the number of a page, together with <paramref name="Size"/>.</param>
/// <param name="Within">Field of the request whose message holds those for the page, where they do not stand in the request.</param>
/// <param name="Items">Fields that hold the items where an answer has several lists.</param>
internal sealed record GrpcPageRule(
    string? Page, string? Size, string? Within, int MaxSize, EquatableArray<string> Items, EquatableArray<string> Except)
{
    /// <summary>Tokens as AIP-158 names them, which most services with tokens follow.</summary>
    public static readonly GrpcPageRule Usual = new(null, null, null, 0, EquatableArray<string>.Empty, EquatableArray<string>.Empty);

    /// <summary>Field of the request for the token of a page.</summary>
    public string Token { get; init; } = "page_token";

    /// <summary>Field of the answer for the token of the next page.</summary>
    public string Next { get; init; } = "next_page_token";
}
