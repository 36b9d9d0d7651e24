using System.ClientModel;
using System.Collections;
using System.Reflection;
using LabelingGen.Core;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Planning.Operations;
using LabelingGen.Generator.Reading;
using LabelingGen.Generator.Reading.OpenApi;
using LabelingGen.Generator.Tests.Clients;
using LabelingGen.Testing.Models;

namespace LabelingGen.Interop.Tests.Prism.Documents;

/// <summary>The compiled client of a document, every method of which can be called with arguments its document allows.</summary>
internal sealed class DocumentClient
{
    private const string Namespace = "Test.Api";

    private readonly ApiModel _model;
    private readonly ClientPlan _plan;
    private readonly ValidJson _json;
    private readonly Assembly _assembly;
    private readonly object _root;

    public DocumentClient(SpecSet spec, Uri server)
    {
        _model = OpenApiReader.Read(spec, ReadOptions.Default, CancellationToken.None).Model!;
        _plan = ClientPlanner.Plan(
            _model, new PlanOptions(Namespace, "TestClient", EquatableArray<HandWrittenType>.Empty), CancellationToken.None);
        _json = new ValidJson(_model);
        _assembly = GeneratedClient.Of(spec).Load();
        _root = Create(server);
    }

    public IEnumerable<(string Owner, MethodPlan Method)> Methods
    {
        get
        {
            RootClientPlan root = _plan.Units.OfType<RootClientPlan>().Single();
            Dictionary<string, SubClientPlan> clients = _plan.Units.OfType<SubClientPlan>().ToDictionary(client => client.Name);
            return root.Methods.Select(method => ("", method))
                .Concat(root.SubClients.SelectMany(use => clients[use.ClassName].Methods.Select(method => (use.PropertyName, method))));
        }
    }

    /// <summary>Calls a method and reads its answer to the end.</summary>
    /// <returns>What is wrong; <see langword="null"/> where nothing is.</returns>
    public async Task<string?> CallAsync(string owner, MethodPlan method)
    {
        object target = owner.Length == 0 ? _root : _root.GetType().GetProperty(owner)!.GetValue(_root)!;
        // Overloads take the same values in another shape; the first one has them all.
        MethodInfo info = target.GetType().GetMethods().First(
            candidate => candidate.Name == method.Name && HasParametersOf(candidate, method));
        object? answer = info.Invoke(target, Arguments(info, method));
        return answer switch
        {
            Task task => Difference(await ResultAsync(task)),
            _ => await FirstAsync(answer!),
        };
    }

    private static bool HasParametersOf(MethodInfo info, MethodPlan method)
    {
        HashSet<string?> names = [.. info.GetParameters().Select(parameter => parameter.Name)];
        return method.Arguments.Concat(method.Optional).All(value => names.Contains(value.Argument.TrimStart('@')))
            && (method.Body?.Type is null || names.Contains(method.Body.Argument.TrimStart('@')));
    }

    private object Create(Uri server)
    {
        RootClientPlan root = _plan.Units.OfType<RootClientPlan>().Single();
        ApiClientOptions options = (ApiClientOptions)Activator.CreateInstance(Type(root.OptionsName))!;
        options.Endpoint = server;
        options.KeepResponseContent = true;
        options.Retry = new RetryOptions { MaxRetries = 0 };
        foreach (SchemePlan scheme in root.Security.Schemes)
        {
            Environment.SetEnvironmentVariable(scheme.Variable, "secret");
            if (scheme.UserVariable is { } user)
                Environment.SetEnvironmentVariable(user, "someone");
        }

        Type type = Type(root.Name);
        object[] arguments = root.HasDefaultEndpoint ? [options] : [server, options];
        return root.Security.Schemes.Count == 0
            ? Activator.CreateInstance(type, arguments)!
            : type.GetMethod("FromEnvironment")!.Invoke(null, arguments)!;
    }

    private object?[] Arguments(MethodInfo info, MethodPlan method) =>
        [.. info.GetParameters().Select(parameter => Argument(parameter, method))];

    private object? Argument(ParameterInfo parameter, MethodPlan method)
    {
        if (parameter.ParameterType == typeof(CancellationToken))
            return CancellationToken.None;
        Operation operation = _model.Operations.First(
            candidate => candidate.Method == method.Call.Method && candidate.Path == method.Call.Path);
        if (method.Arguments.Concat(method.Optional).FirstOrDefault(value => value.Argument.TrimStart('@') == parameter.Name) is { } value)
            return value.IsPosition ? null : Value(parameter.ParameterType, value, operation);
        if (method.Options is { } options && parameter.Name == "options")
            return Options(options, operation);
        if (parameter.Name == "mediaType")
            return parameter.DefaultValue;
        MediaContent content = operation.Body!.Contents.First(
            candidate => candidate.MediaType == method.Body!.MediaType || operation.Body.Contents.Count == 1);
        return ClrValue.Of(parameter.ParameterType, _json.Of(content.Schema));
    }

    private object Options(OptionsUse use, Operation operation)
    {
        RequestOptionsPlan plan = _plan.Units.OfType<RequestOptionsPlan>().Single(unit => unit.Name == use.ClassName);
        object options = Activator.CreateInstance(Type(plan.Name))!;
        foreach (ValuePlan value in plan.Values.Where(value => !value.IsPosition))
        {
            PropertyInfo property = options.GetType().GetProperty(value.Name)!;
            property.SetValue(options, Value(property.PropertyType, value, operation));
        }

        return options;
    }

    private object? Value(Type type, ValuePlan value, Operation operation) => SchemaOf(value, operation) is { } schema
        ? ClrValue.Of(type, _json.Of(schema))
        : null;

    private Schema? SchemaOf(ValuePlan value, Operation operation)
    {
        if (value.Target is not (ValueTarget.Field or ValueTarget.Part))
            return operation.Parameters.FirstOrDefault(parameter => parameter.Name == value.WireName)?.Schema;
        return operation.Body!.Contents.Select(content => _json.Target(content.Schema)).OfType<ObjectSchema>()
            .SelectMany(body => body.Properties).FirstOrDefault(property => property.Name == value.WireName)?.Schema;
    }

    private static async Task<object?> ResultAsync(Task task)
    {
        await task;
        return task.GetType().GetProperty("Result")!.GetValue(task);
    }

    private static string? Difference(object? result)
    {
        object? value = result?.GetType().GetProperty("Value")?.GetValue(result);
        if (result is not ClientResult answer || value is null)
            return null;
        string? written = ClrValue.Json(value);
        if (written is null)
            return null;
        string raw = answer.GetRawResponse().Content.ToString();
        return JsonEquality.Canonical(written) == JsonEquality.Canonical(raw) ? null : $"read {raw}, wrote {written}";
    }

    // Prism gives the same answer to every request: of a list it is the first page that counts.
    private static async Task<string?> FirstAsync(object sequence)
    {
        object source = sequence.GetType().GetMethod("GetRawPagesAsync")?.Invoke(sequence, null) ?? sequence;
        Type item = source.GetType().GetInterfaces().First(
            type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)).GenericTypeArguments[0];
        return await (Task<string?>)typeof(DocumentClient).GetMethod(nameof(FirstOfAsync), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(item).Invoke(null, [source])!;
    }

    private static async Task<string?> FirstOfAsync<T>(IAsyncEnumerable<T> items)
    {
        await foreach (T _ in items)
            break;
        return null;
    }

    private Type Type(string name) => _assembly.GetType($"{Namespace}.{name}", throwOnError: true)!;
}
