using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi;

/// <summary>Security schemes and which operations ask for which.</summary>
internal sealed class SecurityReader(ReaderContext context)
{
    private SpecCursor? Declared =>
        context.IsSwagger2 ? context.Root.Value("securityDefinitions") : context.Root.Value("components")?.Value("securitySchemes");

    public EquatableArray<SecurityScheme> ReadSchemes()
    {
        List<SecurityScheme> schemes = new();
        foreach (SpecCursor entry in Declared?.Entries() ?? Enumerable.Empty<SpecCursor>())
        {
            if (!entry.IsNull && context.References.Follow(entry) is { } at && ReadScheme(entry.Segment, at) is { } scheme)
                schemes.Add(scheme);
        }

        return schemes.ToEquatableArray();
    }

    /// <summary>The requirements of a document or operation; null where it has none of its own.</summary>
    public EquatableArray<SecurityRequirement>? ReadRequirements(SpecCursor owner)
    {
        SpecCursor? list = owner.Value("security");
        if (list is null)
            return null;
        if (list.Sequence is null)
            context.Report(Rules.WrongType, list, "security", "a list");
        List<SecurityRequirement> requirements = new();
        foreach (SpecCursor entry in list.Mapping is not null ? [list] : list.Items())
        {
            List<string> ids = entry.Entries().Select(e => e.Segment).ToList();
            if (ids.Find(id => !IsDeclared(id)) is { } unknown)
                context.Report(Rules.UnknownSecurityScheme, entry, unknown);
            else
                requirements.Add(new SecurityRequirement(ids.ToEquatableArray()));
        }

        return requirements.ToEquatableArray();
    }

    private bool IsDeclared(string id) => Declared?.Child(id) is not null;

    private SecurityScheme? ReadScheme(string id, SpecCursor at)
    {
        string? description = at.Text("description");
        switch (at.Text("type")?.Trim().ToLowerInvariant())
        {
            case "apikey" when Location(at) is { } location && at.Text("name") is { Length: > 0 } name:
                return Finish(at, new SecurityScheme(id, SecurityKind.ApiKey, description, location, name, null));
            case "basic":
                return Finish(at, Authorization(id, SecurityKind.Basic, description, "Basic"));
            case "http" when at.Text("scheme") is { Length: > 0 } scheme:
                return Finish(at, ReadHttp(id, description, scheme));
            case "oauth2":
                return Finish(at, Authorization(id, SecurityKind.OAuth2, description, "Bearer") with
                {
                    Scopes = Scopes(at),
                });
            case "openidconnect":
                return Finish(at, Authorization(id, SecurityKind.OpenIdConnect, description, "Bearer"));
            case "mutualtls":
                return new SecurityScheme(id, SecurityKind.MutualTls, description, ParameterLocation.Header, null, null);
            default:
                context.Report(Rules.UnknownSecurityKind, at, id);
                return null;
        }
    }

    private static SecurityScheme ReadHttp(string id, string? description, string scheme) => scheme.Trim().ToLowerInvariant() switch
    {
        "basic" => Authorization(id, SecurityKind.Basic, description, "Basic"),
        "bearer" => Authorization(id, SecurityKind.Bearer, description, "Bearer"),
        _ => Authorization(id, SecurityKind.Http, description, scheme.Trim()),
    };

    private static SecurityScheme Authorization(string id, SecurityKind kind, string? description, string word) =>
        new(id, kind, description, ParameterLocation.Header, "Authorization", word);

    private static SecurityScheme Finish(SpecCursor at, SecurityScheme scheme) => scheme with
    {
        Environment = at.Text("x-environment"),
        Prefix = at.Text("x-prefix"),
        BasicUserNameOnly = at.Boolean("x-basic-username-only") == true,
    };

    private static ParameterLocation? Location(SpecCursor at) => at.Text("in")?.Trim().ToLowerInvariant() switch
    {
        "header" => ParameterLocation.Header,
        "query" => ParameterLocation.Query,
        "cookie" => ParameterLocation.Cookie,
        _ => null,
    };

    private static EquatableArray<string> Scopes(SpecCursor at)
    {
        IEnumerable<SpecCursor> holders = at.Value("flows") is { } flows ? flows.Entries() : [at];
        return holders.SelectMany(f => f.Value("scopes")?.Entries() ?? []).Select(s => s.Segment).Distinct(StringComparer.Ordinal)
            .ToEquatableArray();
    }
}
