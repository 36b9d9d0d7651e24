using LabelingGen.Generator.Planning.Operations;

namespace LabelingGen.Generator.Emitting.Clients;

/// <summary>Writes registration of the client for dependency injection.</summary>
internal static class ServiceCollectionEmitter
{
    private const string Extensions = "global::Microsoft.Extensions.DependencyInjection.ApiClientServiceCollectionExtensions";

    private static readonly MethodParameter Services = new(
        "this global::Microsoft.Extensions.DependencyInjection.IServiceCollection", "services", null, "The services.");

    private static readonly MethodParameter Configuration = new(
        "global::Microsoft.Extensions.Configuration.IConfiguration?", "configuration", "null", "Section with the options.");

    public static void Write(CodeWriter code, ServiceCollectionPlan plan)
    {
        string client = plan.Client.ClassName;
        string options = plan.Client.OptionsName;
        MethodParameter configure = new($"global::System.Action<{options}>?", "configure", "null", "Changes the options after the configuration was applied.");
        MethodParameter create = new(
            $"global::System.Func<{options}, global::System.IServiceProvider, {client}>", "create", null, "Makes the client from its options.");
        code.Line($"/// <summary>Adds a <see cref=\"{client}\"/> to a service collection.</summary>");
        code.GeneratedCode();
        using (code.Open($"public static partial class {plan.Name}"))
        {
            if (plan.Client.Default is { } byDefault)
            {
                Method(code, plan, new[] { Services, Configuration, configure }, $"static (options, _) => {byDefault}", plan.Client.DefaultText);
                code.Line();
            }

            Method(code, plan, new[] { Services, create, Configuration, configure }, "create", "");
        }
    }

    private static void Method(
        CodeWriter code, ServiceCollectionPlan plan, IReadOnlyList<MethodParameter> parameters, string create, string credential)
    {
        code.DocElement("summary", null, new[]
        {
            $"Adds a <see cref=\"{plan.Client.ClassName}\"/> as a singleton that sends through the HTTP client factory. "
            + $"{credential}Logging and the clock come from the container.".Trim(),
        });
        foreach (MethodParameter parameter in parameters)
            code.DocElement("param", $"name=\"{parameter.Name}\"", new[] { parameter.DocXml });
        code.Line("/// <returns>The builder of the client's <see cref=\"global::System.Net.Http.HttpClient\"/>, for handlers of your own.</returns>");
        MethodSignature.Write(
            code, $"public static global::Microsoft.Extensions.DependencyInjection.IHttpClientBuilder Add{plan.Client.ClassName}", parameters);
        code.Indented($"=> {Extensions}.AddApiClient<{plan.Client.ClassName}, {plan.Client.OptionsName}>(");
        code.Indent();
        code.Indented($"services, {StringLiteral.Of(plan.Client.ClassName)}, {create}, configuration, configure);");
        code.Outdent();
    }
}
