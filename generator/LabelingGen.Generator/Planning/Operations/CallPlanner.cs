using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Planning.Operations;

/// <summary>An operation with its names.</summary>
/// <param name="Method">Method name without "Async".</param>
/// <param name="Stem">Name with its noun, unique in the API: what types of the operation are named after.</param>
internal sealed record NamedOperation(Operation Operation, ClientGroup Group, string Method, string Stem);

/// <summary>What is asked about an operation from several sides: its answers and the constant part of its calls.</summary>
internal sealed class CallPlanner
{
    private readonly PlanContext _context;
    private readonly SecurityPlan _security;
    private readonly Dictionary<string, NamedOperation> _names;
    private readonly Dictionary<string, (List<ResultChoice> Choices, string? Statuses)> _results = new(StringComparer.Ordinal);

    public CallPlanner(PlanContext context, SecurityPlan security, IEnumerable<NamedOperation> operations)
    {
        _context = context;
        _security = security;
        _names = operations.ToDictionary(operation => operation.Operation.Id, StringComparer.Ordinal);
    }

    /// <summary>The ways to receive the answer, best first; at least one.</summary>
    public List<ResultChoice> Results(Operation operation) => Remember(operation).Choices;

    /// <summary>Type of the JSON answer, if there is one.</summary>
    public TypeUse? Answer(Operation operation) => Results(operation)[0].Plan.Type?.NotNull();

    public CallPlan Plan(Operation operation, ResultChoice? result)
    {
        ResultChoice choice = result ?? Results(operation)[0];
        (string client, string method) = _names.TryGetValue(operation.Id, out NamedOperation? named)
            ? (named.Group.PropertyName, named.Method + choice.Suffix)
            : ("", operation.OperationId ?? operation.Id);
        return new CallPlan(method + "Operation", client.Length == 0 ? method : $"{client}.{method}", operation.Method, operation.Path)
        {
            Accept = choice.Accept,
            Success = Remember(operation).Statuses ?? Convention(operation.Method),
            Idempotency = operation.Idempotency,
            Security = _security.OfOperation(operation),
            Server = Server(operation),
        };
    }

    private (List<ResultChoice> Choices, string? Statuses) Remember(Operation operation)
    {
        if (!_results.TryGetValue(operation.Id, out var known))
        {
            string stem = _names.TryGetValue(operation.Id, out NamedOperation? named) ? named.Stem : Words.Pascal(Words.Split(operation.Id));
            ResultPlanner planner = new(_context, operation, stem);
            _results[operation.Id] = known = (planner.Choose(), planner.Statuses);
        }

        return known;
    }

    private string? Convention(string method)
    {
        ClientConvention convention = _context.Model.Convention;
        EquatableArray<string> statuses = convention.SuccessStatusesByMethod.FirstOrDefault(own => own.Method == method)?.Statuses
            ?? convention.SuccessStatuses;
        return statuses.Count > 0 ? string.Join(", ", statuses) : null;
    }

    private string? Server(Operation operation)
    {
        if (operation.Server is not { } server)
            return null;
        string url = ServerPlanner.WithDefaults(server);
        if (ServerPlanner.IsAbsolute(url))
            return url;
        _context.Report(PlanDiagnostics.ServerUnusable, operation, url);
        return null;
    }
}
