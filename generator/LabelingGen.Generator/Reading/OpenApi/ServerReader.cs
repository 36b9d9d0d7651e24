using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi;

/// <summary>Base addresses: <c>servers</c> since 3.0; scheme, host and base path in 2.0. A relative one stays relative.</summary>
internal sealed class ServerReader(ReaderContext context)
{
    public EquatableArray<Server> ReadRoot() =>
        context.IsSwagger2 ? ReadSwagger2() : Read(context.Root).ToEquatableArray();

    public Server? ReadFirst(SpecCursor owner) => context.IsSwagger2 ? null : Read(owner).FirstOrDefault();

    private List<Server> Read(SpecCursor owner)
    {
        List<Server> servers = new();
        SpecCursor? list = owner.Value("servers");
        if (list is null)
            return servers;
        if (list.Sequence is null)
            context.Report(Rules.WrongType, list, "servers", "a list");
        foreach (SpecCursor at in list.Mapping is not null ? [list] : list.Items())
        {
            if (at.Text("url") is { } url)
                servers.Add(new Server(url.Trim(), at.Text("description"), ReadVariables(at)));
            else
                context.Report(Rules.ServerWithoutUrl, at);
        }

        return servers;
    }

    private EquatableArray<ServerVariable> ReadVariables(SpecCursor server)
    {
        List<ServerVariable> variables = new();
        foreach (SpecCursor at in server.Value("variables")?.Entries() ?? Enumerable.Empty<SpecCursor>())
        {
            string[] values = at.Value("enum")?.Items().Where(v => v.Scalar is { IsNull: false }).Select(v => v.Scalar!.Text).ToArray()
                ?? Array.Empty<string>();
            string? fallback = at.Child("default") is { Scalar: { } scalar } ? scalar.Text : values.FirstOrDefault();
            if (at.Child("default") is null)
                context.Report(Rules.VariableWithoutDefault, at, at.Segment);
            variables.Add(new ServerVariable(at.Segment, fallback ?? "", at.Text("description"), EquatableArray.Create(values)));
        }

        return variables.ToEquatableArray();
    }

    private EquatableArray<Server> ReadSwagger2()
    {
        string basePath = context.Root.Text("basePath")?.Trim() ?? "";
        if (basePath.Length > 0 && basePath[0] != '/')
            basePath = "/" + basePath;
        basePath = basePath.TrimEnd('/');
        string? host = context.Root.Text("host")?.Trim().TrimEnd('/');
        if (string.IsNullOrEmpty(host))
            return basePath.Length == 0 ? EquatableArray<Server>.Empty
                : EquatableArray.Create(new Server(basePath, null, EquatableArray<ServerVariable>.Empty));
        int marker = host!.IndexOf("://", StringComparison.Ordinal);
        if (marker >= 0)
            return EquatableArray.Create(new Server(host + basePath, null, EquatableArray<ServerVariable>.Empty));
        List<string> schemes = context.Root.Value("schemes")?.Items().Where(s => s.Scalar is not null)
            .Select(s => s.Scalar!.Text.ToLowerInvariant())
            .Where(s => s is "http" or "https").OrderByDescending(s => s, StringComparer.Ordinal).ToList() ?? new List<string>();
        if (schemes.Count == 0)
            schemes.Add("https");
        return schemes.Select(s => new Server(s + "://" + host + basePath, null, EquatableArray<ServerVariable>.Empty)).ToEquatableArray();
    }
}
