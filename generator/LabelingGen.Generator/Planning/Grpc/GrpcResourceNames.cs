using LabelingGen.Generator.Planning.Naming;
using LabelingGen.Generator.Reading.Protobuf;

namespace LabelingGen.Generator.Planning.Grpc;

/// <summary>
/// Names of the classes of one client: a sub-client for each resource that the rules name, or for each service without rules. Two services
/// of one name in different packages are two resources.
/// </summary>
internal sealed class GrpcResourceNames
{
    private static readonly string[] ObjectMembers =
        ["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    private readonly NameScope _properties = new(ignoreCase: true);
    private readonly NameScope _classes = new(ignoreCase: true);
    private readonly Dictionary<string, GrpcResource> _resources = new(StringComparer.Ordinal);

    public GrpcResourceNames(string clientName)
    {
        _classes.Reserve(clientName);
        _properties.Reserve(clientName);
        foreach (string member in ObjectMembers)
            _properties.Reserve(member);
    }

    public GrpcResource ResourceOf(ProtoService service, ProtoMethod method, GrpcRules rules)
    {
        foreach (GrpcClientRule rule in rules.Clients)
        {
            bool isMeant = (rule.Service is null || rule.Service == service.FullName)
                && (rule.Methods.Count == 0 || GrpcRules.Matches(rule.Methods, method.Name));
            if (isMeant)
                return Resource("rule " + Identifier.Preferred(rule.Name), rule.Description, [Identifier.Preferred(rule.Name)]);
        }

        string name = Identifier.Pascal(service.Name);
        return Resource("service " + service.FullName, service.Comment, [name, PackageOf(service) + name]);
    }

    /// <summary>The class of a kind of job.</summary>
    public string Job(string name) => _classes.Claim([Identifier.Preferred(name)], "Job");

    private GrpcResource Resource(string key, string? description, string[] candidates)
    {
        if (_resources.TryGetValue(key, out GrpcResource? known))
            return known;
        string property = _properties.Claim(candidates, "Service");
        string className = _classes.Claim([property + "Client", property + "ServiceClient"]);
        GrpcResource resource = new(property, className, description);
        _resources.Add(key, resource);
        return resource;
    }

    // The part of the package that says more than a version: "farm.greenhouse.v1" is "Greenhouse".
    private static string PackageOf(ProtoService service)
    {
        string[] parts = service.FullName.Split('.');
        string? last = parts.Take(parts.Length - 1).LastOrDefault(part => !IsVersion(part));
        return last is null ? "" : Identifier.Pascal(last);
    }

    private static bool IsVersion(string part) => part.Length > 1 && part[0] == 'v' && char.IsDigit(part[1]);
}
