using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Naming;

namespace LabelingGen.Generator.Planning.Operations;

/// <summary>The credentials of a client.</summary>
/// <param name="Schemes">Those that can be put on a request and are used by some operation.</param>
/// <param name="ByDefault">The document's rule as alternatives of scheme ids; <see langword="null"/> where it has none.</param>
/// <param name="Anonymous">Some calls need no credential, so that a client can be made without one.</param>
internal sealed record SecurityPlan(
    EquatableArray<SchemePlan> Schemes, EquatableArray<EquatableArray<string>>? ByDefault, bool Anonymous)
{
    /// <summary>Not every call uses every credential given.</summary>
    public bool Varies { get; init; }

    /// <summary>What an operation says otherwise than the document; <see langword="null"/> = nothing.</summary>
    public EquatableArray<EquatableArray<string>>? OfOperation(Operation operation)
    {
        if (Schemes.Count == 0 || operation.Security is not { } security)
            return null;
        EquatableArray<EquatableArray<string>> own = SecurityPlanner.Alternatives(security, new HashSet<string>(Schemes.Select(scheme => scheme.Id)));
        return own.Equals(ByDefault) ? null : own;
    }
}

/// <param name="Name">Property of the credentials class, Pascal case.</param>
/// <param name="Variable">Environment variable that holds the secret (the password of basic authentication).</param>
internal sealed record SchemePlan(
    string Id, string Name, SecurityKind Kind, ParameterLocation Location, string ParameterName, string Prefix, string Variable)
{
    public string? Description { get; init; }

    public EquatableArray<string> Scopes { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The secret is the user name, and the password is empty.</summary>
    public bool UserNameOnly { get; init; }

    /// <summary>Environment variable of the user name.</summary>
    public string? UserVariable { get; init; }

    /// <summary>Takes a user name beside the secret.</summary>
    public bool TakesUserName => Kind == SecurityKind.Basic && !UserNameOnly;

    /// <summary>Takes a token provider as well as a token.</summary>
    public bool TakesProvider => Kind is SecurityKind.OAuth2 or SecurityKind.OpenIdConnect;
}

internal static class SecurityPlanner
{
    public static SecurityPlan Plan(PlanContext context)
    {
        ApiModel model = context.Model;
        HashSet<string> used = new(model.Security.Concat(model.Operations.SelectMany(operation => operation.Security ?? EquatableArray<SecurityRequirement>.Empty))
            .SelectMany(requirement => requirement.SchemeIds));
        NameScope names = new(ignoreCase: true);
        List<SchemePlan> schemes = new();
        foreach (SecurityScheme scheme in model.SecuritySchemes)
        {
            if (used.Count > 0 && !used.Contains(scheme.Id))
                continue;
            if (scheme.Kind == SecurityKind.MutualTls || (scheme.Kind == SecurityKind.ApiKey && string.IsNullOrEmpty(scheme.ParameterName)))
                context.Report(PlanDiagnostics.SecuritySchemeUnsupported, "#/components/securitySchemes/" + scheme.Id, scheme.Id);
            else
                schemes.Add(Scheme(scheme, context.Options.Stem, names));
        }

        HashSet<string> usable = new(schemes.Select(scheme => scheme.Id));
        EquatableArray<EquatableArray<string>>? byDefault = model.Security.Count == 0 ? null : Alternatives(model.Security, usable);
        bool anonymous = schemes.Count == 0 || byDefault is null || byDefault.Any(alternative => alternative.Count == 0)
            || model.Operations.Any(operation => operation.Security is { } own && (own.Count == 0 || own.Any(rule => rule.SchemeIds.Count == 0)));
        SecurityPlan plan = new(schemes.ToEquatableArray(), byDefault, anonymous);
        return plan with { Varies = model.Operations.Any(operation => plan.OfOperation(operation) is not null) };
    }

    public static EquatableArray<EquatableArray<string>> Alternatives(EquatableArray<SecurityRequirement> requirements, HashSet<string> usable) =>
        requirements.Select(requirement => requirement.SchemeIds.Where(usable.Contains).ToEquatableArray()).Distinct().ToEquatableArray();

    private static SchemePlan Scheme(SecurityScheme scheme, string stem, NameScope names)
    {
        string usual = scheme.Kind switch
        {
            SecurityKind.ApiKey => "ApiKey",
            SecurityKind.Basic => scheme.BasicUserNameOnly ? "ApiKey" : "Password",
            _ => "AccessToken",
        };
        string name = names.Claim(new[] { usual, Identifier.Pascal(scheme.Id), Identifier.Pascal(scheme.Id) + usual }, "Credential");
        string prefix = scheme.Prefix ?? scheme.Kind switch
        {
            SecurityKind.Bearer or SecurityKind.OAuth2 or SecurityKind.OpenIdConnect => "Bearer ",
            SecurityKind.Http => (scheme.HttpScheme ?? "Bearer") + " ",
            _ => "",
        };
        bool isKey = scheme.Kind == SecurityKind.ApiKey;
        return new SchemePlan(
            scheme.Id, name, scheme.Kind, isKey ? scheme.Location : ParameterLocation.Header, isKey ? scheme.ParameterName! : "Authorization", prefix,
            scheme.Environment ?? Variable(stem, name))
        {
            Description = scheme.Description,
            Scopes = scheme.Scopes,
            UserNameOnly = scheme.BasicUserNameOnly,
            UserVariable = scheme.Kind == SecurityKind.Basic && !scheme.BasicUserNameOnly ? Variable(stem, "UserName") : null,
        };
    }

    private static string Variable(string stem, string name) => string.Join("_", Words.Split(stem).Concat(Words.Split(name))).ToUpperInvariant();
}
