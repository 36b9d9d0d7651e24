using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Planning.Operations;

/// <summary>Makes the methods of one operation: one for each way to send its body and to receive its answer.</summary>
internal sealed class MethodPlanner
{
    /// <summary>More optional values than this go into an options class.</summary>
    private const int MaxOptional = 2;

    /// <summary>More required values than this do, too.</summary>
    private const int MaxRequired = 6;

    private readonly PlanContext _context;
    private readonly CallPlanner _calls;
    private readonly JobPlanner _jobs;
    private readonly List<RequestOptionsPlan> _options = new();

    public MethodPlanner(PlanContext context, CallPlanner calls, JobPlanner jobs)
    {
        _context = context;
        _calls = calls;
        _jobs = jobs;
    }

    /// <summary>Options classes of all methods planned so far.</summary>
    public IReadOnlyList<RequestOptionsPlan> Options => _options;

    /// <param name="named">The operation.</param>
    /// <param name="className">Class the methods go into.</param>
    public List<MethodPlan> Plan(NamedOperation named, string className)
    {
        Operation operation = named.Operation;
        EquatableArray<Parameter> parameters = Parameters(operation);
        List<BodyChoice?> bodies = new(new BodyPlanner(_context, operation, named.Stem, named.Group.Singular).Choose(() => Names(parameters)));
        if (bodies.Count == 0)
            bodies.Add(null);

        BodyChoice? omittable = Omittable(operation, bodies);
        List<MethodPlan> methods = new();
        foreach (BodyChoice? body in bodies)
        {
            foreach (ResultChoice result in _calls.Results(operation))
            {
                MethodPlan method = Method(named, className, parameters, body, result, body == omittable);
                // An overload or a further result may turn out to have the arguments of another method.
                if (!methods.Any(other => other.Name == method.Name && Signature(other) == Signature(method)))
                    methods.Add(method);
            }
        }

        return methods;
    }

    /// <summary>
    /// The one way to send an optional body that lets it be left out; a second one would make the call without a body ambiguous. A form
    /// whose fields are all optional is called without arguments anyway.
    /// </summary>
    private static BodyChoice? Omittable(Operation operation, List<BodyChoice?> bodies) => operation.Body is { Required: false }
        ? bodies.FirstOrDefault(body => body is { Plan.Type: null } && !body.Fields.Any(field => field.Required)) ?? bodies[0]
        : null;

    private MethodPlan Method(
        NamedOperation named, string className, EquatableArray<Parameter> parameters, BodyChoice? body, ResultChoice result, bool isOmittable)
    {
        Operation operation = named.Operation;
        ValuePlanner planner = new(_context, operation, named.Stem, named.Group.Singular, new ValueNames());
        List<ValuePlan> values = new();
        List<FixedValuePlan> constants = new();
        foreach (Parameter parameter in parameters)
        {
            (ValuePlan? value, FixedValuePlan? constant) = planner.OfParameter(parameter);
            if (value is not null)
                values.Add(value);
            else if (constant is not null)
                constants.Add(constant);
        }

        if (body is not null)
            values.AddRange(body.Fields);
        BodyPlan? bodyPlan = body is null ? null : body.Plan with { Required = !isOmittable };
        values = values.Select(value => OfPage(operation, value)).ToList();

        string name = named.Method + result.Suffix + "Async";
        (List<ValuePlan> required, List<ValuePlan> optional, OptionsUse? options) = Arrange(named, values, bodyPlan, className, name);
        MethodPlan method = new(name, _calls.Plan(operation, result), required.ToEquatableArray(), result.Plan)
        {
            Optional = optional.ToEquatableArray(),
            Options = options,
            Constants = constants.ToEquatableArray(),
            Body = bodyPlan is { Type: null } ? bodyPlan with { KeyCondition = FieldCondition(operation, values, options) } : bodyPlan,
            Deprecated = operation.Deprecated,
            Internal = operation.Internal,
            Summary = operation.Summary ?? operation.Description,
            Remarks = operation.Summary is null || operation.Summary == operation.Description ? null : operation.Description,
            ReturnsText = ReturnsText(operation),
            Errors = Errors(operation),
        };
        if (result.Plan.Type is not { } answer || result.Plan.Kind is not (ResultKind.Json or ResultKind.OptionalJson))
            return method;
        PagingPlan? paging = PagingPlanner.Plan(_context, operation, answer, wireName => Argument(values, options, wireName), bodyPlan);
        if (paging?.Start is { } start && values.Any(value => value is { IsPosition: true, AlwaysSent: not null }))
            paging = paging with { Start = $"{start} ?? \"{operation.Pagination!.First.ToString(System.Globalization.CultureInfo.InvariantCulture)}\"" };
        return paging is not null ? method with { Paging = paging } : method with { Job = _jobs.Start(operation, answer) };
    }

    private (List<ValuePlan> Required, List<ValuePlan> Optional, OptionsUse? Options) Arrange(
        NamedOperation named, List<ValuePlan> values, BodyPlan? body, string className, string method)
    {
        List<ValuePlan> required = values.Where(value => value.Required).ToList();
        List<ValuePlan> optional = values.Where(value => !value.Required).ToList();
        if (required.Count > MaxRequired)
        {
            optional.InsertRange(0, required.Where(value => value.Target != ValueTarget.Path));
            required.RemoveAll(value => value.Target != ValueTarget.Path);
        }

        if (optional.Count <= MaxOptional)
            return (required, optional, null);

        EquatableArray<ValuePlan> members = optional.ToEquatableArray();
        RequestOptionsPlan? plan = _options.FirstOrDefault(known => known.Values.Equals(members) && known.ClientName == className && known.Method == method);
        if (plan is null)
        {
            string name = _context.Types.Names.Claim(new[] { named.Stem + "Options", named.Stem + "RequestOptions" }, "Values");
            plan = new RequestOptionsPlan(_context.Options.Namespace, name, className, method, members)
            {
                Form = optional.Any(IsField) ? body?.Kind : null,
                Internal = named.Operation.Internal,
                HandWritten = _context.Options.HandWrittenPart(name),
            };
            _options.Add(plan);
        }

        OptionsUse use = new(plan.Name, optional.Any(value => value.Required))
        {
            HasFields = optional.Any(IsField),
            HasParameters = optional.Any(value => !IsField(value) && !value.IsPosition),
            AlwaysAdds = optional.Any(value => !value.IsPosition && value.AlwaysSent is not null),
        };
        return (required, new List<ValuePlan>(), use);
    }

    private static bool IsField(ValuePlan value) => value.Target is ValueTarget.Field or ValueTarget.Part;

    // Where a page starts and how large it is, the caller need not say, also where the server insists.
    private static ValuePlan OfPage(Operation operation, ValuePlan value)
    {
        if (operation.Pagination is not { InBody: false, Style: not PaginationStyle.Link } rule || value.Target != ValueTarget.Query)
            return value;
        if (rule.Input == value.WireName)
            return value with { IsPosition = true, Required = false, AlwaysSent = value.Required && rule.Style == PaginationStyle.Offset ? rule.First : null };
        return value.Required && rule.Size == value.WireName && rule.DefaultSize is { } size && value.Type.Kind == Types.TypeKind.Int32
            ? value with { Required = false, AlwaysSent = size }
            : value;
    }

    /// <summary>When the field of a form that serves as key is set; null where no field does.</summary>
    private static string? FieldCondition(Operation operation, List<ValuePlan> values, OptionsUse? options)
    {
        if (operation.Idempotency is not { Kind: IdempotencyKind.BodyProperty, Name: { } name }
            || values.FirstOrDefault(value => IsField(value) && value.WireName == name) is not { } key)
            return null;
        if (key.Required)
            return "true";
        return options is null ? $"{key.Argument} is not null" : $"options{(options.Required ? "" : "?")}.{key.Name} is not null";
    }

    private static PropertyAccess? Argument(List<ValuePlan> values, OptionsUse? options, string wireName)
    {
        if (values.FirstOrDefault(value => value.WireName == wireName && value.Target == ValueTarget.Query) is not { } found)
            return null;
        if (options is null || (found.Required && !options.Required))
            return new PropertyAccess(found.Argument, found.Type, !found.Required);
        return new PropertyAccess($"options{(options.Required ? "" : "?")}.{found.Name}", found.Type, !found.Required || !options.Required);
    }

    /// <summary>The parameters to send, those of the path first and in its order: the reader has made them complete.</summary>
    private static EquatableArray<Parameter> Parameters(Operation operation)
    {
        ILookup<bool, Parameter> parameters = operation.Parameters.ToLookup(parameter => parameter.Location == ParameterLocation.Path);
        IEnumerable<Parameter> inPath = PathNames(operation.Path)
            .Select(name => parameters[true].FirstOrDefault(parameter => parameter.Name == name)).OfType<Parameter>();
        return inPath.Concat(parameters[false].Where(parameter => !IsSetOtherwise(parameter))).ToEquatableArray();
    }

    // OpenAPI: header parameters of these names are to be ignored, for the body, the answers and the security say the same.
    private static bool IsSetOtherwise(Parameter parameter) =>
        parameter.Location == ParameterLocation.Header && parameter.Name.ToLowerInvariant() is "accept" or "content-type" or "authorization";

    private static List<string> PathNames(string path)
    {
        List<string> names = new();
        int open = path.IndexOf('{');
        while (open >= 0)
        {
            int close = path.IndexOf('}', open);
            if (close < 0)
                break;
            string name = path.Substring(open + 1, close - open - 1);
            if (!names.Contains(name))
                names.Add(name);
            open = path.IndexOf('{', close);
        }

        return names;
    }

    // The body's own names are chosen after the parameters', which keep theirs.
    private static ValueNames Names(EquatableArray<Parameter> parameters)
    {
        ValueNames names = new();
        foreach (Parameter parameter in parameters)
            names.Take(parameter.Name, parameter.PreferredName ?? parameter.Schema.PreferredName, parameter.Location.ToString());
        return names;
    }

    private static string? ReturnsText(Operation operation) => operation.Responses
        .FirstOrDefault(response => response.Status[0] == '2' && !string.IsNullOrWhiteSpace(response.Description) && !SaysNothing(response.Description!))
        ?.Description;

    // A description is mandatory in OpenAPI, so publishers who have nothing to say write one of these.
    private static bool SaysNothing(string description) => description.Trim().TrimEnd('.', '!').ToLowerInvariant()
        is "ok" or "done" or "success" or "successful" or "successful response" or "success response" or "successful operation" or "response"
        or "default response" or "a successful response" or "no content" or "created" or "accepted";

    private static EquatableArray<string> Errors(Operation operation) => operation.Responses
        .Where(response => response.Status[0] is '4' or '5' && !string.IsNullOrWhiteSpace(response.Description))
        .Select(response => $"{response.Status}: {response.Description!.Trim()}")
        .ToEquatableArray();

    private static string Signature(MethodPlan method) => string.Join(
        ",", method.Arguments.Select(value => value.Type.Type).Concat(new[] { method.Body?.Type?.Type ?? "" }));
}
