using System.Globalization;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Operations;
using static LabelingGen.Generator.Emitting.Clients.CoreNames;

namespace LabelingGen.Generator.Emitting.Clients;

/// <summary>Writes the options of the root client.</summary>
internal static class ClientOptionsEmitter
{
    public static void Write(CodeWriter code, ClientOptionsPlan plan)
    {
        code.Line($"/// <summary>What can be set on a <see cref=\"{plan.ClientName}\"/>.</summary>");
        code.GeneratedCode();
        using (code.Open($"public sealed partial class {plan.Name} : {Core}ApiClientOptions"))
        {
            foreach (ServerVariablePlan variable in plan.Servers.Variables)
                code.Line($"private string {Field(variable)} = {StringLiteral.Of(variable.Default)};");
            if (plan.Servers.Variables.Count > 0)
                code.Line();
            Constructor(code, plan);
            foreach (NamedServer server in plan.Servers.Others)
            {
                code.Line();
                code.Summary(server.Description, $"The address <c>{DocText.Inline(server.Url)}</c>.");
                code.Line($"public static {UriType} {server.Name}Endpoint {{ get; }} = new({StringLiteral.Of(server.Url)});");
            }

            foreach (ServerVariablePlan variable in plan.Servers.Variables)
                Variable(code, variable);
            if (plan.Servers.Url is { } url)
                DefaultEndpoint(code, url, plan.Servers.Variables);
        }
    }

    private static void Constructor(CodeWriter code, ClientOptionsPlan plan)
    {
        if (plan.HandWritten?.Declares(".ctor") == true)
            return;
        code.Line("/// <summary>Makes options with the defaults of the API.</summary>");
        using (code.Open($"public {plan.Name}()"))
        {
            ClientConvention convention = plan.Convention;
            if (convention.MaxRetries is { } retries)
                code.Line($"Retry.MaxRetries = {Text(retries)};");
            if (convention.RetryDelaySeconds is { } delay)
                code.Line($"Retry.Delay = {Seconds(delay)};");
            if (convention.MaxRetryDelaySeconds is { } longest)
                code.Line($"Retry.MaxDelay = {Seconds(longest)};");
            if (convention.RetryStatuses.Count > 0)
                code.Line($"Retry.Statuses = {StatusSet}.Parse({StringLiteral.Of(string.Join(", ", convention.RetryStatuses))});");
            if (convention is { RateLimitRequests: { } requests, RateLimitSeconds: { } seconds })
                code.Line($"RateLimit = new {Core}RateLimit({Text(requests)}, {Seconds(seconds)});");
        }
    }

    private static void Variable(CodeWriter code, ServerVariablePlan variable)
    {
        string values = variable.Values.Count == 0 ? "" : $" One of {string.Join(", ", variable.Values.Select(value => $"<c>{DocText.Inline(value)}</c>"))}.";
        string text = variable.Description is { } description && DocText.Inline(description) is { Length: > 0 } inline
            ? inline
            : $"The part <c>{DocText.Inline(variable.WireName)}</c> of the API's address.";
        code.Line();
        code.DocElement("summary", null, new[] { $"{text.TrimEnd('.')}.{values} Default: <c>{DocText.Inline(variable.Default)}</c>." });
        if (variable.Values.Count > 0)
            code.Line($"/// <exception cref=\"{ArgumentExceptionType}\">The value is none of these.</exception>");
        using (code.Open($"public string {variable.Name}"))
        {
            code.Line($"get => {Field(variable)};");
            string value = variable.Values.Count == 0
                ? $"value ?? throw new {ArgumentNullExceptionType}(nameof(value))"
                : $"value is {string.Join(" or ", variable.Values.Select(StringLiteral.Of))} ? value : throw new {ArgumentExceptionType}(\"The API has no such address.\", nameof(value))";
            code.Line($"set => Set(ref {Field(variable)}, {value});");
        }
    }

    private static void DefaultEndpoint(CodeWriter code, string url, EquatableArray<ServerVariablePlan> variables)
    {
        code.Line();
        code.Line("/// <summary>The address used unless <c>Endpoint</c> is set.</summary>");
        string address = StringLiteral.Of(url);
        foreach (ServerVariablePlan variable in variables)
            address += $".Replace({StringLiteral.Of("{" + variable.WireName + "}")}, {variable.Name}, global::System.StringComparison.Ordinal)";
        code.Line($"internal {UriType} DefaultEndpoint => new({address});");
    }

    private static string Field(ServerVariablePlan variable) => "_" + char.ToLowerInvariant(variable.Name[0]) + variable.Name.Substring(1);

    private static string Seconds(double seconds) => $"{TimeSpanType}.FromSeconds({seconds.ToString("R", CultureInfo.InvariantCulture)})";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
