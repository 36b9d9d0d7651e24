using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Naming;
using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Planning.Operations;

/// <summary>Makes job rules into classes of jobs; operations that start the same kind of job share one.</summary>
internal sealed class JobPlanner
{
    private readonly PlanContext _context;
    private readonly CallPlanner _calls;
    private readonly Dictionary<string, Operation> _operations = new(StringComparer.Ordinal);
    private readonly List<(JobRule Rule, JobPlan Plan)> _jobs = new();

    public JobPlanner(PlanContext context, CallPlanner calls)
    {
        _context = context;
        _calls = calls;
        foreach (Operation operation in context.Model.Operations)
        {
            if (operation.OperationId is { } id && !_operations.ContainsKey(id))
                _operations.Add(id, operation);
        }
    }

    public IEnumerable<JobPlan> Plans => _jobs.Select(job => job.Plan);

    /// <summary>What the method does with its answer, or <see langword="null"/> where the rule does not fit.</summary>
    public StartedJobPlan? Start(Operation operation, TypeUse answer)
    {
        if (operation.Job is not { } rule)
            return null;
        string? reason = TryStart(rule, answer, out StartedJobPlan? started);
        if (reason is not null)
            _context.Report(PlanDiagnostics.JobUnusable, operation, reason);
        return started;
    }

    private string? TryStart(JobRule rule, TypeUse answer, out StartedJobPlan? started)
    {
        started = null;
        if (PropertyAccess.Walk(_context.Types, "started.Value", answer.NotNull(), rule.IdPath)?.Text is not { } id)
            return $"the answer has no id '{rule.IdPath}'";
        JobPlan? plan = _jobs.FirstOrDefault(job => job.Rule == rule).Plan;
        if (plan is null)
        {
            string? reason = TryPlan(rule, out plan);
            if (plan is null)
                return reason;
            _jobs.Add((rule, plan));
        }

        started = new StartedJobPlan(plan.Name, id);
        return null;
    }

    private string? TryPlan(JobRule rule, out JobPlan? plan)
    {
        plan = null;
        if (!_operations.TryGetValue(rule.StatusOperation, out Operation? status))
            return $"there is no operation '{rule.StatusOperation}'";
        if (CallById(status, rule.IdParameter) is not { } statusCall)
            return $"'{rule.StatusOperation}' has no parameter that takes the id";
        if (Answer(status) is not { } report)
            return $"'{rule.StatusOperation}' answers with no JSON object";
        if (PropertyAccess.Walk(_context.Types, "report", report, rule.StatePath)?.Text is not { } state)
            return $"the report has no state '{rule.StatePath}'";

        JobCallPlan? resultCall = Optional(rule.ResultOperation, out Operation? resultOperation);
        PropertyAccess? result = PropertyAccess.Walk(_context.Types, "report", report, rule.ResultPath);
        TypeUse? resultType = resultCall is not null ? Answer(resultOperation!) : result?.Type;
        if (resultType is null)
            return rule.ResultOperation is null ? $"the report has no result '{rule.ResultPath}'" : $"'{rule.ResultOperation}' cannot fetch the result by the id";

        string name = _context.Types.Names.Claim(new[] { Identifier.Preferred(rule.Name), Identifier.Preferred(rule.Name) + "Job" }, "Handle");
        plan = new JobPlan(_context.Options.Namespace, name, statusCall, report, result is { MayBeNull: true } && resultCall is null ? resultType.OrNull() : resultType, state)
        {
            Running = rule.Running,
            Succeeded = rule.Succeeded,
            Failed = rule.Failed,
            Canceled = rule.Canceled,
            Progress = Progress(rule, report, state),
            Error = rule.ErrorPath is null ? null : PropertyAccess.Walk(_context.Types, "report", report, rule.ErrorPath)?.Text,
            ResultExpression = resultCall is null ? result!.Expression : null,
            ResultCall = resultCall,
            ErrorsCall = Optional(rule.ErrorsOperation, out _),
            CancelCall = Optional(rule.CancelOperation, out _),
        };
        return null;
    }

    private string? Progress(JobRule rule, TypeUse report, string state)
    {
        string stateText = $"{state} ?? \"\"";
        string? Number(string? path) => path is null ? null : PropertyAccess.Walk(_context.Types, "report", report, path)?.Number;
        if (rule.ProgressPath is { } path && PropertyAccess.Walk(_context.Types, "report", report, path) is { Number: not null } value)
            return $"global::LabelingGen.Core.JobProgress.Of({stateText}, (double?){value.Expression}{(rule.ProgressIsPercent ? ", isPercent: true" : "")})";
        return Number(rule.CompletedPath) is { } completed
            ? $"global::LabelingGen.Core.JobProgress.OfCounts({stateText}, {completed}, {Number(rule.TotalPath) ?? "null"})"
            : null;
    }

    private JobCallPlan? Optional(string? operationId, out Operation? operation)
    {
        operation = null;
        return operationId is not null && _operations.TryGetValue(operationId, out operation) ? CallById(operation, null) : null;
    }

    private JobCallPlan? CallById(Operation operation, string? parameterName)
    {
        Parameter? parameter = parameterName is not null
            ? operation.Parameters.FirstOrDefault(candidate => candidate.Name == parameterName)
            : operation.Parameters.FirstOrDefault(candidate => candidate.Location == ParameterLocation.Path)
                ?? operation.Parameters.FirstOrDefault(candidate => candidate.Required);
        bool isComplete = parameter is not null && operation.Parameters.All(other => other == parameter || !other.Required);
        return isComplete && parameter!.Location is ParameterLocation.Path or ParameterLocation.Query
            ? new JobCallPlan(_calls.Plan(operation, null), parameter.Name, parameter.Location == ParameterLocation.Path ? ValueTarget.Path : ValueTarget.Query)
            : null;
    }

    private TypeUse? Answer(Operation operation) => _calls.Answer(operation);
}
