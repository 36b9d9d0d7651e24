using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Naming;
using LabelingGen.Generator.Reading.Protobuf;

namespace LabelingGen.Generator.Planning.Grpc;

/// <summary>Turns services into clients: one class for each resource the rules name, or for each service without rules.</summary>
internal static class GrpcPlanner
{
    public static ClientPlan Plan(ProtoModel model, GrpcRules rules, string ns, string clientName)
    {
        ProtoTypeNames names = new(model);
        List<PlanDiagnostic> diagnostics = [];
        List<GrpcResource> resources = [];
        GrpcResourceNames resourceNames = new(clientName);
        foreach (ProtoService service in model.Files.SelectMany(f => f.Services))
        {
            foreach (ProtoMethod method in service.Methods)
            {
                if (PlanMethod(service, method, rules, names) is not { } planned)
                {
                    string missing = names.Type(method.Input.Name!) is null ? method.Input.Name! : method.Output.Name!;
                    diagnostics.Add(new PlanDiagnostic(
                        Rules.ProtoUnknownType.Id, service.FullName + "." + method.Name, EquatableArray.Create(missing)));
                    continue;
                }

                GrpcResource resource = resourceNames.ResourceOf(service, method, rules);
                if (!resources.Contains(resource))
                    resources.Add(resource);
                resource.Add(planned, service);
            }
        }

        List<UnitPlan> units = [];
        List<GrpcSubClient> properties = [];
        List<GrpcJobPlan> jobs = PlanJobs(ns, model, rules, names, resources, resourceNames, diagnostics);
        foreach (GrpcResource resource in resources)
        {
            properties.Add(new GrpcSubClient(resource.Property, resource.ClassName, resource.Description));
            units.Add(new GrpcClientPlan(ns, resource.ClassName, resource.Description, resource.Methods.ToEquatableArray())
            {
                Jobs = jobs.Where(j => j.Client == resource.ClassName).ToEquatableArray(),
            });
        }

        units.AddRange(jobs);
        string title = string.Join(", ", model.Files.SelectMany(f => f.Services).Select(s => s.FullName).Distinct());
        if (units.Count > 0)
            units.Add(new GrpcRootPlan(ns, clientName, title, properties.ToEquatableArray()));
        return new ClientPlan(ns, units.ToEquatableArray(), diagnostics.ToEquatableArray());
    }

    private static List<GrpcJobPlan> PlanJobs(
        string ns, ProtoModel model, GrpcRules rules, ProtoTypeNames names, List<GrpcResource> resources, GrpcResourceNames resourceNames,
        List<PlanDiagnostic> diagnostics)
    {
        Dictionary<string, (string Client, GrpcMethodPlan Plan)> methods = new(StringComparer.Ordinal);
        foreach (GrpcResource resource in resources)
        {
            foreach (GrpcMethodPlan method in resource.Methods)
                methods[method.Rpc] = (resource.ClassName, method);
        }

        GrpcJobPlanner planner = new(ns, model, names, methods);
        List<GrpcJobPlan> jobs = rules.Jobs.Select(rule => planner.Plan(rule, resourceNames.Job(rule.Name))).OfType<GrpcJobPlan>().ToList();
        diagnostics.AddRange(planner.Diagnostics);
        return jobs;
    }

    private static GrpcMethodPlan? PlanMethod(ProtoService service, ProtoMethod method, GrpcRules rules, ProtoTypeNames names)
    {
        if (names.Type(method.Input.Name!) is not { } input || names.Type(method.Output.Name!) is not { } output)
            return null;
        string path = rules.Services.FirstOrDefault(s => s.Name == service.FullName)?.Path ?? service.FullName;
        bool noSideEffects = method.Options.Any(o => o.Name == "idempotency_level" && o.Value.Text is "NO_SIDE_EFFECTS" or "IDEMPOTENT");
        return new GrpcMethodPlan(
            Identifier.Pascal(method.Name), path, method.Name, input, output, method.ClientStreaming, method.ServerStreaming)
        {
            Comment = method.Comment,
            Deprecated = IsDeprecated(method.Options) || IsDeprecated(service.Options)
                || IsDeprecated(names.Message(method.Input.Name!)) || IsDeprecated(names.Message(method.Output.Name!)),
            Idempotent = noSideEffects || GrpcRules.Matches(rules.Idempotent, method.Name),
            Bindings = Bindings(method).ToEquatableArray(),
            Status = method.ServerStreaming ? null : StatusOf(method, rules, names),
            Page = method.ClientStreaming || method.ServerStreaming ? null : PlanPage(method, rules.Pagination, names),
        };
    }

    private static string? StatusOf(ProtoMethod method, GrpcRules rules, ProtoTypeNames names)
    {
        if (rules.Status is not { } name || names.Message(method.Output.Name!) is not { } response)
            return null;
        ProtoField? field = response.Fields.FirstOrDefault(
            f => f.Name == name && f.Type.Kind == ProtoTypeKind.Message && f.Label != ProtoLabel.Repeated);
        return field is null ? null : ProtoTypeNames.Property(response, field);
    }

    private static bool IsDeprecated(IEnumerable<ProtoOption> options)
        => options.Any(o => o.Name == "deprecated" && o.Value.Text == "true");

    private static bool IsDeprecated(ProtoMessage? message) => message is not null && IsDeprecated(message.Options);

    private static IEnumerable<GrpcBindingPlan> Bindings(ProtoMethod method)
    {
        if (method.Options.FirstOrDefault(o => o.Name == "(google.api.http)") is not { } http)
            yield break;
        if (Binding(http.Value) is { } main)
            yield return main;
        foreach (ProtoOption additional in http.Value.Fields.Where(f => f.Name == "additional_bindings"))
        {
            ProtoConstant value = additional.Value;
            foreach (ProtoConstant rule in value.Kind == ProtoConstantKind.List ? [.. value.Items] : new[] { value })
            {
                if (Binding(rule) is { } binding)
                    yield return binding;
            }
        }
    }

    private static GrpcBindingPlan? Binding(ProtoConstant rule)
    {
        string body = rule.Fields.FirstOrDefault(f => f.Name == "body")?.Value.Text ?? "";
        ProtoOption? verb = rule.Fields.FirstOrDefault(f => f.Name is "get" or "put" or "post" or "delete" or "patch");
        return verb is null ? null : new GrpcBindingPlan(verb.Name.ToUpperInvariant(), verb.Value.Text, body);
    }

    /// <summary>A method is a list when its request takes page and size, or a token for which its answer has the next one, and its answer
    /// has one repeated field, or several of which the rule names one.</summary>
    private static GrpcPagePlan? PlanPage(ProtoMethod method, GrpcPageRule rule, ProtoTypeNames names)
    {
        if (GrpcRules.Matches(rule.Except, method.Name)
            || names.Message(method.Input.Name!) is not { } request || names.Message(method.Output.Name!) is not { } response)
            return null;
        ProtoField[] lists = [.. response.Fields.Where(f => f.Label == ProtoLabel.Repeated && f.Type.Kind == ProtoTypeKind.Message)];
        if (lists.Length > 1)
            lists = [.. lists.Where(f => rule.Items.Contains(f.Name))];
        if (lists.Length != 1 || names.Type(lists[0].Type.Name!) is not { } item)
            return null;
        string? next = Field(response, rule.Next, ProtoTypeKind.String);
        GrpcPagePlan? PlanOf(ProtoMessage message) =>
            Field(message, rule.Page, ProtoTypeKind.UInt32) is { } page && Field(message, rule.Size, ProtoTypeKind.UInt32) is { } size
                ? new GrpcPagePlan(item, ProtoTypeNames.Property(response, lists[0]), page) { Size = size, MaxSize = rule.MaxSize }
                : next is not null && Field(message, rule.Token, ProtoTypeKind.String) is { } token
                    ? new GrpcPagePlan(item, ProtoTypeNames.Property(response, lists[0]), token) { NextToken = next }
                    : null;
        if (PlanOf(request) is { } direct)
            return direct;
        ProtoField? within = request.Fields.FirstOrDefault(f => f.Name == rule.Within && f.Type.Kind == ProtoTypeKind.Message);
        return within is not null && names.Message(within.Type.Name!) is { } inner && PlanOf(inner) is { } nested
            ? nested with { Within = ProtoTypeNames.Property(request, within), WithinType = names.Type(within.Type.Name!) }
            : null;
    }

    private static string? Field(ProtoMessage message, string? name, ProtoTypeKind kind) =>
        message.Fields.FirstOrDefault(f => f.Name == name && f.Type.Kind == kind && f.Label != ProtoLabel.Repeated) is { } field
            ? ProtoTypeNames.Property(message, field)
            : null;
}
