using System.Reflection;
using LabelingGen.Core;
using LabelingGen.LabelStudio.Enterprise;

namespace LabelingGen.LabelStudio.Tests.Wire;

/// <summary>A public method of one of our clients, found by the call that it makes.</summary>
/// <param name="Client">The property of the client that holds the sub-client.</param>
/// <param name="Method">The method.</param>
internal sealed record OurMethod(PropertyInfo Client, MethodInfo Method)
{
    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>Methods whose name is not that of the operation, for they do more than the call.</summary>
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.Ordinal)
    {
        ["Exports.SendCreate"] = nameof(ExportsClient.StartAsync),
        ["Imports.SendPredictions"] = nameof(ImportsClient.ImportPredictionsAsync),
        ["MachineLearning.SendInteractive"] = nameof(MachineLearningClient.PredictInteractiveAsync),
    };

    /// <summary>Our methods by the call they make, such as <c>GET /api/ml/{}</c>; the community's where both editions make it.</summary>
    public static IReadOnlyDictionary<string, OurMethod> ByRoute { get; } =
        Of(typeof(LabelStudioClient)).Concat(Of(typeof(LabelStudioEnterpriseClient)))
            .DistinctBy(found => found.Route).ToDictionary(found => found.Route, found => found.Method, StringComparer.Ordinal);

    /// <summary>As a user writes it: <c>MachineLearning.GetAsync</c>.</summary>
    public string FullName => $"{Client.Name}.{Method.Name}";

    /// <summary>The sub-client to call it on.</summary>
    public object On(Editions editions) =>
        Client.GetValue(Client.DeclaringType == typeof(LabelStudioClient) ? editions.Community : editions.Enterprise)!;

    /// <summary>The methods of one of our clients with the calls they make.</summary>
    public static IEnumerable<(string Route, OurMethod Method)> Of(Type root) =>
        from client in root.GetProperties(Public)
        from field in client.PropertyType.GetFields(BindingFlags.NonPublic | BindingFlags.Static)
        where field.FieldType == typeof(ApiOperation)
        let operation = (ApiOperation)field.GetValue(null)!
        let method = MethodOf(client.PropertyType, operation.Name)
        where method is not null
        select (OfficialMethod.RouteOf($"{operation.Method} {operation.PathTemplate}"), new OurMethod(client, method));

    private static MethodInfo? MethodOf(Type client, string operation)
    {
        string name = operation[(operation.IndexOf('.', StringComparison.Ordinal) + 1)..];
        // An operation whose call a hand-written method completes is named after it: SendCreate.
        string completed = name.StartsWith("Send", StringComparison.Ordinal) ? name["Send".Length..] : name;
        string[] names = [OtherNames.GetValueOrDefault(operation, name + "Async"), completed + "Async"];
        return names.SelectMany(candidate => client.GetMethods(Public).Where(method => method.Name == candidate))
            .OrderBy(method => Array.IndexOf(names, method.Name)).ThenBy(IsAnotherForm).FirstOrDefault();
    }

    /// <summary>Whether an overload takes something else than the JSON of the call.</summary>
    private static bool IsAnotherForm(MethodInfo method) => method.GetParameters().Any(parameter =>
        parameter.ParameterType.IsGenericType && parameter.ParameterType.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>))
        || method.GetParameters().Count(parameter => parameter.ParameterType == typeof(long)) > 1;
}
