using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Naming;
using LabelingGen.Generator.Planning.Operations;
using static LabelingGen.Generator.Emitting.Clients.CoreNames;

namespace LabelingGen.Generator.Emitting.Clients;

/// <summary>One way to make a client: the parameters of a constructor and the authentication they give.</summary>
internal sealed record CredentialForm(IReadOnlyList<MethodParameter> Parameters, string Authentication);

/// <summary>Writes how credentials are put on requests.</summary>
internal static class AuthenticationCode
{
    /// <summary>The ways to give the credential of one scheme.</summary>
    public static IEnumerable<CredentialForm> Forms(SchemePlan scheme)
    {
        string name = Identifier.CamelOf(scheme.Name);
        string description = scheme.Description is { } text && DocText.Inline(text) is { Length: > 0 } inline ? " " + inline : "";
        if (scheme.TakesUserName)
        {
            yield return new CredentialForm(
                new[]
                {
                    new MethodParameter("string", "userName", null, "The user name." + description),
                    new MethodParameter(ApiCredential, name, null, "The password."),
                },
                $"{ApiAuthentication}.Basic(userName, {name})");
            yield break;
        }

        string what = scheme.Kind == SecurityKind.ApiKey || scheme.UserNameOnly ? "The API key." : "The access token.";
        yield return new CredentialForm(new[] { new MethodParameter(ApiCredential, name, null, what + description) }, OfSecret(scheme, name));
        if (scheme.TakesProvider)
        {
            yield return new CredentialForm(
                new[] { new MethodParameter(TokenProvider, "tokenProvider", null, "Gets access tokens, and new ones when they expire." + description) },
                OfProvider(scheme, "tokenProvider", "options?.TimeProvider"));
        }
    }

    /// <summary>An expression of the authentication by a secret.</summary>
    public static string OfSecret(SchemePlan scheme, string secret)
    {
        if (scheme.UserNameOnly)
            return $"{ApiAuthentication}.Basic({secret})";
        string name = StringLiteral.Of(scheme.ParameterName);
        return scheme.Location switch
        {
            ParameterLocation.Query => $"{ApiAuthentication}.Query({name}, {secret})",
            ParameterLocation.Cookie => $"{ApiAuthentication}.Cookie({name}, {secret})",
            _ when scheme is { ParameterName: "Authorization", Prefix: "Bearer " } => $"{ApiAuthentication}.Bearer({secret})",
            _ when scheme.Prefix.Length == 0 => $"{ApiAuthentication}.Header({name}, {secret})",
            _ => $"{ApiAuthentication}.Header({name}, {secret}, {StringLiteral.Of(scheme.Prefix)})",
        };
    }

    public static string OfProvider(SchemePlan scheme, string provider, string timeProvider)
    {
        string scopes = scheme.Scopes.Count == 0 ? "null" : $"new[] {{ {string.Join(", ", scheme.Scopes.Select(StringLiteral.Of))} }}";
        return $"{ApiAuthentication}.Bearer({provider}, {scopes}, timeProvider: {timeProvider})";
    }

    /// <summary>Writes a statement's end that picks among schemes by the operation.</summary>
    /// <param name="code">Where to.</param>
    /// <param name="head">What stands before the expression.</param>
    /// <param name="security">The client's credentials.</param>
    /// <param name="available">Scheme ids and expressions of their authentication, null where there is none.</param>
    public static void WriteByScheme(CodeWriter code, string head, SecurityPlan security, IEnumerable<(string Id, string Expression)> available)
    {
        code.Line($"{head}{ApiAuthentication}.ByScheme(");
        code.Indent();
        using (code.Open($"new global::System.Collections.Generic.KeyValuePair<string, {ApiAuthentication}?>[]", security.ByDefault is null ? "});" : "},"))
        {
            foreach ((string id, string expression) in available)
                code.Line($"new({StringLiteral.Of(id)}, {expression}),");
        }

        if (security.ByDefault is { } byDefault)
            code.Line($"{OperationCode.Alternatives(byDefault)});");
        code.Outdent();
    }
}
