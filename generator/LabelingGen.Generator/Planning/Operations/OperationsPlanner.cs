using System.Globalization;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Naming;
using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Planning.Operations;

/// <summary>
/// Plans everything of a client but its models: the root client, a client per tag, options, jobs, exceptions. The names of its classes are
/// taken first, so that models go around them.
/// </summary>
internal sealed class OperationsPlanner
{
    // Framework types that emitted clients use by their short names, and that an API may well have a type of the same name for.
    private static readonly string[] FrameworkTypes =
    {
        "Action", "ApiAuthentication", "ApiCredential", "ApiEnvironment", "ApiError", "ApiErrorBody", "ApiException", "ApiOperation",
        "ApiPipeline", "ApiPipelineSettings", "ApiRequest", "ApiClientOptions", "ApiClientServiceCollectionExtensions", "ArgumentException",
        "ArgumentOutOfRangeException", "AsyncCollectionResult", "AuthenticationTokenProvider", "CancellationToken", "ClientResult",
        "ContinuationToken", "CultureInfo", "Environment", "ErrorConvention", "FileUpload", "FormFields", "Func", "HttpClient",
        "IAsyncEnumerable", "IConfiguration", "IHttpClientBuilder", "IServiceCollection", "IServiceProvider", "Idempotency",
        "InvalidOperationException", "Job", "JobDefinition", "JobErrorList", "JobProgress", "JobTracker", "JsonException", "JsonMessage",
        "KeyValuePair", "MultipartContent", "Obsolete", "ObsoleteAttribute", "PageContext", "PageRequest", "ParameterStyle",
        "ParameterValue", "ParameterValues", "PipelineResponse", "RateLimit", "ResponseHeader", "StatusSet", "Stream", "StringComparison",
        "Task", "TimeProvider", "TimeSpan",
    };

    private readonly ApiModel _model;
    private readonly PlanOptions _options;
    private readonly List<ClientGroup> _groups;
    private readonly string[] _classNames;
    private readonly string _optionsName;
    private readonly string _credentialsName;
    private readonly string _exceptionName;

    /// <param name="model">The API.</param>
    /// <param name="options">Namespace, name of the root client, the user's own types.</param>
    /// <param name="names">Names of all types of the client.</param>
    public OperationsPlanner(ApiModel model, PlanOptions options, NameScope names)
    {
        _model = model;
        _options = options;
        names.Reserve(options.ClientName);
        _optionsName = names.Claim(new[] { options.ClientName + "Options" }, "Values");
        _credentialsName = names.Claim(new[] { options.Stem + "Credentials" }, "Set");
        _exceptionName = names.Claim(new[] { options.Stem + "Exception" }, "Api");
        names.Reserve(options.ClientName + "Extensions");
        names.Reserve(options.Stem + "ResponseHeaders");
        names.Reserve(options.Stem + "Webhooks");
        _groups = ClientGrouping.Of(model, options.ClientName);
        _classNames = _groups
            .Select(group => group.IsRoot ? options.ClientName : names.Claim(
                new[] { group.PropertyName + "Client", group.PropertyName + "OperationsClient" }, "Client"))
            .ToArray();
    }

    /// <param name="types">The client's types; those of parameters and answers are added.</param>
    /// <param name="diagnostics">Where findings go.</param>
    /// <param name="cancellationToken">Stops the planning.</param>
    public List<UnitPlan> Plan(TypePlanner types, List<PlanDiagnostic> diagnostics, CancellationToken cancellationToken)
    {
        PlanContext context = new(_model, _options, types, diagnostics);
        SecurityPlan security = SecurityPlanner.Plan(context);
        List<NamedOperation> operations = NameOperations(context);
        CallPlanner calls = new(context, security, operations);
        JobPlanner jobs = new(context, calls);
        MethodPlanner methods = new(context, calls, jobs);

        List<ClientUnitPlan> units = new();
        EquatableArray<MethodPlan> rootMethods = EquatableArray<MethodPlan>.Empty;
        for (int i = 0; i < _groups.Count; i++)
        {
            ClientGroup group = _groups[i];
            HandWrittenType? handWritten = _options.HandWrittenPart(_classNames[i]);
            EquatableArray<MethodPlan> planned = operations.Where(operation => ReferenceEquals(operation.Group, group))
                .SelectMany(operation => PlanMethods(methods, types, operation, _classNames[i], diagnostics, cancellationToken))
                .Where(method => handWritten is null || !HandWrittenMethods.Declares(handWritten, method))
                .ToEquatableArray();
            if (group.IsRoot)
                rootMethods = planned;
            else
                units.Add(SubClient(group, _classNames[i], planned, handWritten));
        }

        ErrorsPlan errors = ErrorsPlanner.Plan(context, _exceptionName);
        units.Add(Root(security, rootMethods));
        units.Add(new ClientOptionsPlan(_options.Namespace, _optionsName, _options.ClientName, ServerPlanner.Plan(_model), _model.Convention)
        {
            HandWritten = _options.HandWrittenPart(_optionsName),
        });
        if (security.Schemes.Count > 1)
            units.Add(new CredentialsPlan(_options.Namespace, _credentialsName, _options.ClientName, security));
        units.Add(errors);
        units.Add(new ServiceCollectionPlan(
            _options.Namespace, _options.ClientName + "Extensions", Use(security)));
        units.AddRange(methods.Options);
        units.AddRange(jobs.Plans);
        if (ResponseHeadersPlanner.Plan(context) is { } headers)
            units.Add(headers);
        if (WebhooksPlanner.Plan(context) is { } webhooks)
            units.Add(webhooks);
        EquatableArray<string> taken = FrameworkTypes.Where(types.Names.IsTaken).ToEquatableArray();
        return units.Select(unit => (UnitPlan)(unit with { Taken = taken })).ToList();
    }

    private static IReadOnlyList<MethodPlan> PlanMethods(
        MethodPlanner methods, TypePlanner types, NamedOperation operation, string className, List<PlanDiagnostic> diagnostics,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        types.Pointer = operation.Operation.Id;
        IReadOnlyList<MethodPlan> planned = Array.Empty<MethodPlan>();
        PlanFaults.Contain(() => planned = methods.Plan(operation, className).ToList(), operation.Operation.Id, operation.Operation.Id, diagnostics);
        return planned;
    }

    private SubClientPlan SubClient(ClientGroup group, string className, EquatableArray<MethodPlan> methods, HandWrittenType? handWritten) =>
        new(_options.Namespace, className, group.Description, group.Tag, methods) { ExceptionName = _exceptionName, HandWritten = handWritten };

    private RootClientPlan Root(SecurityPlan security, EquatableArray<MethodPlan> methods) =>
        new(_options.Namespace, _options.ClientName, _model.Title, _model.Description, _model.Version)
        {
            ExceptionName = _exceptionName,
            OptionsName = _optionsName,
            CredentialsName = security.Schemes.Count > 1 ? _credentialsName : null,
            Security = security,
            HasDefaultEndpoint = ServerPlanner.Plan(_model).Url is not null,
            SubClients = _groups.Select((group, index) => (group, index)).Where(entry => !entry.group.IsRoot)
                .Select(entry => new SubClientUse(entry.group.PropertyName, _classNames[entry.index], entry.group.Description, entry.group.Tag))
                .ToEquatableArray(),
            Methods = methods,
            Errors = _model.Errors,
            Convention = _model.Convention,
            HandWritten = _options.HandWrittenPart(_options.ClientName),
        };

    private RootClientUse Use(SecurityPlan security)
    {
        string endpoint = ServerPlanner.Plan(_model).Url is not null
            ? ""
            : "options.Endpoint ?? throw new global::System.InvalidOperationException(\"The option 'Endpoint' is not set.\"), ";
        return security.Schemes.Count == 0
            ? new RootClientUse(_options.ClientName, _optionsName, $"new {_options.ClientName}({endpoint}options)", "")
            : new RootClientUse(
                _options.ClientName, _optionsName, $"{_options.ClientName}.FromEnvironment({endpoint}options)", "Its credential comes from the environment. ");
    }

    private List<NamedOperation> NameOperations(PlanContext context)
    {
        HashSet<string> ids = new(_model.Operations.Select(operation => operation.OperationId ?? ""), StringComparer.Ordinal);
        List<(Operation Operation, ClientGroup Group, OperationName Name, string Method)> named = new();
        foreach (ClientGroup group in _groups)
        {
            List<OperationName> names = group.Operations
                .Select(operation => new OperationName(WithoutNumber(operation, ids), group.Noun, ReturnsList(context, operation))).ToList();
            string?[] methods = NameLadder.Resolve(names.Select(name => name.Candidates).ToList(), Array.Empty<string>());
            HashSet<string> taken = new(methods.OfType<string>(), StringComparer.OrdinalIgnoreCase);
            for (int i = 0; i < names.Count; i++)
            {
                if (methods[i] is null)
                    context.Report(PlanDiagnostics.OperationsAlike, group.Operations[i], names[i].Candidates[0]);
                named.Add((group.Operations[i], group, names[i], methods[i] ?? Numbered(names[i].Candidates.Last(), taken)));
            }
        }

        string?[] stems = NameLadder.Resolve(named.Select(entry => StemCandidates(entry.Name, entry.Group, entry.Method)).ToList(), Array.Empty<string>());
        return named.Select((entry, index) => new NamedOperation(
            entry.Operation, entry.Group, entry.Method, stems[index] ?? entry.Group.PropertyName + entry.Method)).ToList();
    }

    /// <summary>
    /// "getConfiguration_1" beside "getConfiguration": frameworks count equal method names of their controllers, which tells nothing; the path
    /// does.
    /// </summary>
    private static Operation WithoutNumber(Operation operation, HashSet<string> ids)
    {
        string id = operation.OperationId ?? "";
        string name = id.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').TrimEnd('_');
        bool isNumbered = name.Length > 0 && name.Length < id.Length - 1 && id[name.Length] == '_' && ids.Contains(name);
        return isNumbered ? operation with { OperationId = name } : operation;
    }

    /// <summary>No form of the name tells the operation from another one, and a method with a number is better than none.</summary>
    private static string Numbered(string name, HashSet<string> taken)
    {
        int number = 2;
        while (!taken.Add(name + number.ToString(CultureInfo.InvariantCulture)))
            number++;
        return name + number.ToString(CultureInfo.InvariantCulture);
    }

    private static IReadOnlyList<string> StemCandidates(OperationName name, ClientGroup group, string method) =>
        new CandidateNames(new[] { name.Full, group.PropertyName + method, group.PropertyName + name.Full }.Concat(name.Candidates.Skip(1)));

    private static bool ReturnsList(PlanContext context, Operation operation) =>
        operation.Pagination is not null || operation.Responses.Any(response => response.Status[0] == '2'
            && response.Contents.Any(content => context.Target(content.Schema) is ArraySchema));
}
