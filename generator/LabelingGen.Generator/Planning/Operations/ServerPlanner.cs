using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Naming;

namespace LabelingGen.Generator.Planning.Operations;

/// <summary>Where the API is: the address used unless the caller says otherwise, and the choices the document offers.</summary>
/// <param name="Url">Template of the default address; <see langword="null"/> where the document names none, so that the caller has
/// to.</param>
/// <param name="Variables">Parts of the address the caller may set.</param>
/// <param name="Others">Further addresses by name, the default one first; empty where there is one only.</param>
internal sealed record ServerPlan(string? Url, EquatableArray<ServerVariablePlan> Variables, EquatableArray<NamedServer> Others);

internal sealed record ServerVariablePlan(string WireName, string Name, string Default, string? Description, EquatableArray<string> Values);

internal sealed record NamedServer(string Name, string Url, string? Description);

internal static class ServerPlanner
{
    public static ServerPlan Plan(ApiModel model)
    {
        List<Server> usable = model.Servers.Where(server => IsAbsolute(WithDefaults(server))).ToList();
        if (usable.Count == 0)
            return new ServerPlan(null, EquatableArray<ServerVariablePlan>.Empty, EquatableArray<NamedServer>.Empty);

        Server first = usable[0];
        NameScope members = new(ignoreCase: true);
        foreach (string taken in new[] { "Endpoint", "Retry", "Random", "Polling", "RateLimit", "TimeProvider", "Transport", "Servers", "DefaultEndpoint", "Clone" })
            members.Reserve(taken);
        string[] names = MemberNames.Assign(
            first.Variables.Select(variable => (variable.Name, (string?)null)).ToList(), members, new[] { "Variable" });
        EquatableArray<ServerVariablePlan> variables = first.Variables
            .Select((variable, index) => new ServerVariablePlan(variable.Name, names[index], variable.Default, variable.Description, variable.Values))
            .ToEquatableArray();
        return new ServerPlan(first.Url, variables, usable.Count > 1 ? Named(usable) : EquatableArray<NamedServer>.Empty);
    }

    /// <summary>The address with every variable at its default.</summary>
    public static string WithDefaults(Server server)
    {
        string url = server.Url;
        foreach (ServerVariable variable in server.Variables)
            url = url.Replace("{" + variable.Name + "}", variable.Default);
        return url;
    }

    public static bool IsAbsolute(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && (uri.Scheme == "https" || uri.Scheme == "http") && uri.Host.Length > 0 && url.IndexOf('{') < 0;

    // "Production server" becomes "Production"; without a description the host tells.
    private static EquatableArray<NamedServer> Named(List<Server> servers)
    {
        NameScope scope = new(ignoreCase: true);
        foreach (string taken in new[] { "Equals", "ReferenceEquals" })
            scope.Reserve(taken);
        List<NamedServer> named = new();
        foreach (Server server in servers)
        {
            string url = WithDefaults(server);
            List<string> words = Words.Split(server.Description ?? "").Where(word => word is not ("server" or "the" or "endpoint" or "environment" or "url")).ToList();
            Uri uri = new(url);
            string host = Identifier.Pascal(uri.Host, "Host");
            string byDescription = words.Count is > 0 and <= 4 ? Words.Pascal(words, "Server") : host;
            string name = scope.Claim(
                new[] { byDescription, host, Identifier.Pascal(uri.Host + uri.AbsolutePath, "Host"), Identifier.Pascal(url, "Host") }, "Server");
            named.Add(new NamedServer(name, url, server.Description));
        }

        return named.ToEquatableArray();
    }
}
