using LabelingGen.Generator.Planning.Operations;
using static LabelingGen.Generator.Emitting.Clients.CoreNames;

namespace LabelingGen.Generator.Emitting.Clients;

/// <summary>Writes the class that holds the credentials of an API with several security schemes.</summary>
internal static class CredentialsEmitter
{
    public static void Write(CodeWriter code, CredentialsPlan plan)
    {
        code.Line($"/// <summary>The credentials of a <see cref=\"{plan.ClientName}\"/>; set those you have. Each call uses what it needs.</summary>");
        code.GeneratedCode();
        using (code.Open($"public sealed partial class {plan.Name}"))
        {
            foreach (SchemePlan scheme in plan.Security.Schemes)
                Properties(code, scheme);
            FromEnvironment(code, plan);
            code.Line();
            using (code.Open($"internal static {ApiAuthentication} ToAuthentication({plan.Name} credentials, global::System.TimeProvider? timeProvider)"))
            {
                code.Line($"{ArgumentNullExceptionType}.ThrowIfNull(credentials);");
                AuthenticationCode.WriteByScheme(
                    code, "return ", plan.Security, plan.Security.Schemes.Select(scheme => (scheme.Id, $"credentials.{Getter(scheme)}")));
            }

            foreach (SchemePlan scheme in plan.Security.Schemes)
                Authentication(code, scheme);
        }
    }

    private static void Properties(CodeWriter code, SchemePlan scheme)
    {
        if (scheme.TakesUserName)
        {
            code.Line($"/// <summary>The user name that belongs to <see cref=\"{scheme.Name}\"/>.</summary>");
            code.Line($"public string? {scheme.Name}UserName {{ get; set; }}");
            code.Line();
        }

        code.Summary(scheme.Description, $"The credential of the scheme <c>{DocText.Inline(scheme.Id)}</c>.");
        code.Line($"public {ApiCredential}? {scheme.Name} {{ get; set; }}");
        code.Line();
        if (scheme.TakesProvider)
        {
            code.Line($"/// <summary>Gets access tokens, instead of <see cref=\"{scheme.Name}\"/>.</summary>");
            code.Line($"public {TokenProvider}? {scheme.Name}Provider {{ get; set; }}");
            code.Line();
        }
    }

    private static string Getter(SchemePlan scheme) => $"{scheme.Name}Authentication({(scheme.TakesProvider ? "timeProvider" : "")})";

    private static void Authentication(CodeWriter code, SchemePlan scheme)
    {
        string name = scheme.Name;
        string parameter = scheme.TakesProvider ? "global::System.TimeProvider? timeProvider" : "";
        code.Line();
        code.Line($"private {ApiAuthentication}? {name}Authentication({parameter}) =>");
        code.Indent();
        if (scheme.TakesUserName)
            code.Line($"{name} is not null && {name}UserName is not null ? {ApiAuthentication}.Basic({name}UserName, {name}) : null;");
        else if (!scheme.TakesProvider)
            code.Line($"{name} is not null ? {AuthenticationCode.OfSecret(scheme, name)} : null;");
        else
        {
            code.Line($"{name} is not null ? {AuthenticationCode.OfSecret(scheme, name)}");
            code.Line($": {name}Provider is not null ? {AuthenticationCode.OfProvider(scheme, name + "Provider", "timeProvider")}");
            code.Line(": null;");
        }

        code.Outdent();
    }

    private static void FromEnvironment(CodeWriter code, CredentialsPlan plan)
    {
        string variables = string.Join(", ", Variables(plan.Security).Select(variable => $"<c>{DocText.Inline(variable)}</c>"));
        code.DocElement("summary", null, new[] { $"Reads the credentials that are set from the environment variables {variables}." });
        code.Line("/// <exception cref=\"global::System.InvalidOperationException\">None of them is set.</exception>");
        using (code.Open($"public static {plan.Name} FromEnvironment()"))
        {
            using (code.Open($"var credentials = new {plan.Name}", "};"))
            {
                foreach (SchemePlan scheme in plan.Security.Schemes)
                {
                    if (scheme.UserVariable is { } user)
                        code.Line($"{scheme.Name}UserName = global::System.Environment.GetEnvironmentVariable({StringLiteral.Of(user)}),");
                    code.Line($"{scheme.Name} = {Core}ApiEnvironment.Credential({StringLiteral.Of(scheme.Variable)}),");
                }
            }

            code.Line($"if ({string.Join(" && ", plan.Security.Schemes.Select(scheme => $"credentials.{scheme.Name} is null"))})");
            string text = $"None of the environment variables {string.Join(", ", plan.Security.Schemes.Select(scheme => scheme.Variable))} is set; they hold the credentials.";
            code.Indented($"throw new global::System.InvalidOperationException({StringLiteral.Of(text)});");
            code.Line("return credentials;");
        }
    }

    private static IEnumerable<string> Variables(SecurityPlan security) =>
        security.Schemes.SelectMany(scheme => new[] { scheme.UserVariable, scheme.Variable }).OfType<string>();
}
