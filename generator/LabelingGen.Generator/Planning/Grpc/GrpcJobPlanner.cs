using System.Globalization;
using System.Text;
using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Protobuf;

namespace LabelingGen.Generator.Planning.Grpc;

/// <summary>Finds what a rule for jobs speaks of. A rule of which a part is missing is reported and left out as a whole.</summary>
internal sealed class GrpcJobPlanner(
    string ns, ProtoModel model, ProtoTypeNames names, IReadOnlyDictionary<string, (string Client, GrpcMethodPlan Plan)> methods)
{
    private readonly Dictionary<string, ProtoMethod> _methods = model.Files.SelectMany(f => f.Services).SelectMany(s => s.Methods)
        .GroupBy(m => m.Name).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    public List<PlanDiagnostic> Diagnostics { get; } = [];

    /// <param name="name">Name of the job's class.</param>
    public GrpcJobPlan? Plan(GrpcJobRule rule, string name)
    {
        try
        {
            return Read(rule, name);
        }
        catch (RuleException missing)
        {
            Diagnostics.Add(new PlanDiagnostic(Rules.ProtoJobRule.Id, "", EquatableArray.Create(rule.Name, missing.Message)));
            return null;
        }
    }

    private GrpcJobPlan Read(GrpcJobRule rule, string name)
    {
        (string client, GrpcMethodPlan report) = Method(rule.Report);
        (ProtoMessage request, ProtoMessage answer) = Messages(rule.Report);
        (string result, ProtoType resultType) = rule.Result is { } path
            ? Path("report", answer, path)
            : ("report", _methods[rule.Report].Output);
        if (resultType.Kind != ProtoTypeKind.Message)
            throw new RuleException($"the result '{rule.Result}' is no message");
        GrpcJobPlan plan = new(
            ns, name, client, report, "request." + Property(request, rule.Id), State(rule, answer), result,
            names.Type(resultType.Name!) ?? throw new RuleException($"'{resultType.Name}' is no message of these files"))
        {
            Description = rule.Description,
            Succeeded = rule.Succeeded,
            Failed = rule.Failed,
            Canceled = rule.Canceled,
            Percent = rule.Percent is { } percent ? Path("report", answer, percent).Expression : null,
            Error = rule.Error is { } error ? Path("report", answer, error).Expression : null,
        };
        if (rule.Cancel is { } cancel)
        {
            ProtoMessage cancelRequest = Request(cancel);
            GrpcJobField[] shared =
            [
                .. cancelRequest.Fields.Where(f => request.Fields.Any(r => r.Name == f.Name && r.Type == f.Type && r.Label == f.Label))
                    .Select(f => new GrpcJobField(ProtoTypeNames.Property(cancelRequest, f), "request." + Property(request, f.Name))),
            ];
            plan = plan with { Cancel = Method(cancel).Plan, CancelFields = shared.ToEquatableArray() };
        }

        return rule.Start is { } start ? plan with { Start = Method(start).Plan, StartFields = StartFields(rule, start, request) } : plan;
    }

    private EquatableArray<GrpcJobField> StartFields(GrpcJobRule rule, string start, ProtoMessage report)
    {
        if (Method(start).Client != Method(rule.Report).Client)
            throw new RuleException($"'{start}' and '{rule.Report}' belong to different sub-clients");
        (ProtoMessage request, ProtoMessage answer) = Messages(start);
        List<GrpcJobField> fields = [];
        foreach (GrpcJobField from in rule.From)
        {
            (string root, ProtoMessage message) = from.Path.StartsWith("request.", StringComparison.Ordinal) ? ("request", request)
                : from.Path.StartsWith("response.", StringComparison.Ordinal) ? ("response", answer)
                : throw new RuleException($"the path '{from.Path}' begins neither with 'request.' nor with 'response.'");
            (string expression, ProtoType type) = Path(root, message, from.Path.Substring(root.Length + 1));
            fields.Add(new GrpcJobField(Property(report, from.Field), type.Kind == ProtoTypeKind.String ? expression + " ?? \"\"" : expression));
        }

        return fields.ToEquatableArray();
    }

    /// <summary>The state's name, for an enum by the names that the rule lists.</summary>
    private string State(GrpcJobRule rule, ProtoMessage answer)
    {
        (string expression, ProtoType type) = Path("report", answer, rule.State);
        if (type.Kind == ProtoTypeKind.String)
            return expression;
        if (type.Kind != ProtoTypeKind.Enum)
            return $"global::System.Convert.ToString({expression}, global::System.Globalization.CultureInfo.InvariantCulture)";
        ProtoEnum values = model.Files.SelectMany(f => f.Enums.Concat(f.Messages.SelectMany(Enums))).First(e => e.FullName == type.Name);
        StringBuilder arms = new();
        foreach (string state in rule.Running.Concat(rule.Succeeded).Concat(rule.Failed).Concat(rule.Canceled).Distinct())
        {
            ProtoEnumValue value = values.Values.FirstOrDefault(v => v.Name == state)
                ?? throw new RuleException($"'{type.Name}' has no value '{state}'");
            arms.Append(value.Number.ToString(CultureInfo.InvariantCulture)).Append(" => ").Append(Emitting.StringLiteral.Of(state)).Append(", ");
        }

        string number = expression.Contains("?.") ? $"(int)({expression} ?? default)" : $"(int){expression}";
        return $"{number} switch {{ {arms}var other => other.ToString(global::System.Globalization.CultureInfo.InvariantCulture) }}";
    }

    private static IEnumerable<ProtoEnum> Enums(ProtoMessage message) => message.Enums.Concat(message.Messages.SelectMany(Enums));

    /// <summary>Follows field names from a message; the expression is null where one on the way is not set.</summary>
    private (string Expression, ProtoType Type) Path(string root, ProtoMessage message, string path)
    {
        StringBuilder text = new(root);
        string[] parts = path.Split('.');
        ProtoType type = new(ProtoTypeKind.Unknown);
        for (int i = 0; i < parts.Length; i++)
        {
            ProtoField field = message.Fields.FirstOrDefault(f => f.Name == parts[i])
                ?? throw new RuleException($"'{message.FullName}' has no field '{parts[i]}'");
            text.Append(i == 0 ? "." : "?.").Append(ProtoTypeNames.Property(message, field));
            if (field.Label == ProtoLabel.Repeated)
            {
                // Written as static calls: the generated file has no using directives.
                string list = text.ToString();
                text.Clear().Append("global::System.Linq.Enumerable.FirstOrDefault(").Append(list)
                    .Append(list.Contains("?.") ? " ?? []" : "").Append(')');
            }

            type = field.Type;
            if (i == parts.Length - 1)
                break;
            message = (type.Kind == ProtoTypeKind.Message ? names.Message(type.Name!) : null)
                ?? throw new RuleException($"'{parts[i]}' of '{message.FullName}' is no message of these files");
        }

        return (text.ToString(), type);
    }

    private static string Property(ProtoMessage message, string field) => ProtoTypeNames.Property(
        message, message.Fields.FirstOrDefault(f => f.Name == field) ?? throw new RuleException($"'{message.FullName}' has no field '{field}'"));

    private (string Client, GrpcMethodPlan Plan) Method(string name) => methods.TryGetValue(name, out var found) && _methods.ContainsKey(name)
        ? found
        : throw new RuleException($"there is no method '{name}'");

    private (ProtoMessage Request, ProtoMessage Answer) Messages(string name) => (
        Request(name),
        names.Message(_methods[name].Output.Name!) ?? throw new RuleException($"the answer of '{name}' is not in these files"));

    private ProtoMessage Request(string name)
    {
        Method(name);
        ProtoMethod method = _methods[name];
        return method.ClientStreaming || method.ServerStreaming || names.Message(method.Input.Name!) is not { } request
            ? throw new RuleException($"'{name}' streams, or its request is not in these files")
            : request;
    }

    private sealed class RuleException(string message) : Exception(message);
}
