using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Planning.Operations;

/// <summary>The operations of one client class: those of a tag, or those of the root client where there is none.</summary>
/// <param name="Noun">Words of the tag; none for the root client.</param>
/// <param name="PropertyName">Property of the root client; empty for the root client itself.</param>
internal sealed record ClientGroup(
    EquatableArray<string> Noun, string PropertyName, string? Tag, string? Description, EquatableArray<Operation> Operations)
{
    public bool IsRoot => Noun.Count == 0;

    /// <summary>The resource in the singular and Pascal case; empty for the root client.</summary>
    public string Singular => IsRoot ? "" : Words.Pascal(Noun.Take(Noun.Count - 1).Concat(new[] { Inflection.Singular(Noun[Noun.Count - 1]) }), "Api");
}

/// <summary>Sorts operations into clients by the sub-client they ask for, else by their first tag.</summary>
internal static class ClientGrouping
{
    // What frameworks append to a resource's name when they make a tag of a class.
    private static readonly string[] Suffixes = { "controller", "api", "apis", "resource", "endpoints", "client" };

    private const char PathSeparator = '/';

    // Members every root client has.
    private static readonly string[] RootMembers =
    {
        "Pipeline", "Options", "Endpoint", "FromEnvironment", "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize",
        "ReferenceEquals",
    };

    public static List<ClientGroup> Of(ApiModel model, string clientName)
    {
        List<(string Name, EquatableArray<string> Noun, string? Tag, List<Operation> Operations)> groups = new();
        Dictionary<string, int> byName = new(StringComparer.OrdinalIgnoreCase);
        HashSet<string> shared = SharedNames(model);
        foreach (Operation operation in model.Operations)
        {
            string? tag = operation.Tags.Count > 0 ? operation.Tags[0] : null;
            EquatableArray<string> noun = Noun(model, operation, shared);
            string name = Words.Pascal(noun, "Api");
            if (!byName.TryGetValue(name, out int index))
            {
                index = byName[name] = groups.Count;
                groups.Add((name, noun, operation.PreferredClient is null ? tag : null, new List<Operation>()));
            }

            groups[index].Operations.Add(operation);
        }

        IReadOnlyList<string> reserved = RootMembers.Concat(new[] { clientName }).ToList();
        string?[] properties = NameLadder.Resolve(groups.Select(group => PropertyCandidates(group.Name)).ToList(), reserved);
        return groups.Select((group, index) => new ClientGroup(
            group.Noun, group.Noun.Count == 0 ? "" : properties[index]!, group.Tag, Description(model, group.Tag),
            group.Operations.ToEquatableArray())).ToList();
    }

    private static EquatableArray<string> Noun(ApiModel model, Operation operation, HashSet<string> shared)
    {
        if (operation.PreferredClient is not { } path)
        {
            string? tag = operation.Tags.Count > 0 ? operation.Tags[0] : null;
            return Noun(PreferredName(model, tag) ?? tag);
        }

        string[] parts = path.Split(PathSeparator);
        EquatableArray<string> last = Noun(parts[parts.Length - 1]);
        return parts.Length == 1 || !shared.Contains(Words.Pascal(last, "Api"))
            ? last
            : parts.Take(parts.Length - 1).SelectMany(SingularWords).Concat(last).ToEquatableArray();
    }

    /// <summary>Last parts that stand at the end of several paths ("import/azure" and "export/azure") and so name none of them.</summary>
    private static HashSet<string> SharedNames(ApiModel model) => new(
        model.Operations.Select(operation => operation.PreferredClient ?? (operation.Tags.Count > 0 ? PreferredName(model, operation.Tags[0])
                ?? operation.Tags[0] : null))
            .OfType<string>().Distinct(StringComparer.Ordinal)
            .GroupBy(path => Words.Pascal(Noun(path.Substring(path.LastIndexOf(PathSeparator) + 1)), "Api"), StringComparer.OrdinalIgnoreCase)
            .Where(paths => paths.Count() > 1).Select(paths => paths.Key),
        StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> SingularWords(string part)
    {
        List<string> words = Words.Split(part);
        return words.Count == 0 ? words : words.Take(words.Count - 1).Append(Inflection.Singular(words[words.Count - 1]));
    }

    private static EquatableArray<string> Noun(string? tag)
    {
        List<string> words = Words.Split(tag ?? "");
        while (words.Count > 1 && Suffixes.Contains(words[words.Count - 1]))
            words.RemoveAt(words.Count - 1);
        return words.Count == 1 && words[0] == "default" ? EquatableArray<string>.Empty : words.ToEquatableArray();
    }

    private static IReadOnlyList<string> PropertyCandidates(string name)
    {
        return new[] { name, name + "Operations", name + "Resource" };
    }

    private static string? PreferredName(ApiModel model, string? tag) => model.Tags.FirstOrDefault(candidate => candidate.Name == tag)?.PreferredName;

    private static string? Description(ApiModel model, string? tag) => model.Tags.FirstOrDefault(candidate => candidate.Name == tag)?.Description;
}
