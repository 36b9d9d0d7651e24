using LabelingGen.Generator.Planning.Naming;

namespace LabelingGen.Generator.Planning.Operations;

/// <summary>
/// Names of the values one method takes: unique also where case is not told apart, for they become parameters and properties.
/// </summary>
internal sealed class ValueNames
{
    // Names every method or options class uses itself.
    private static readonly string[] Reserved =
    {
        "CancellationToken", "Options", "AddTo", "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize",
        "ReferenceEquals",
    };

    private readonly NameScope _scope = new(ignoreCase: true);

    public ValueNames()
    {
        foreach (string name in Reserved)
            _scope.Reserve(name);
    }

    /// <param name="wanted">The spec's name.</param>
    /// <param name="preferred">The author's own.</param>
    /// <param name="place">Where the value goes, to tell two of one name apart: <c>Header</c>.</param>
    /// <returns>The name in Pascal case.</returns>
    public string Take(string wanted, string? preferred, string place)
    {
        List<string> candidates = new();
        if (preferred is not null)
            candidates.Add(Identifier.Pascal(preferred));
        candidates.Add(Identifier.Pascal(wanted));
        candidates.Add(place + Identifier.Pascal(wanted));
        candidates.Add(Identifier.PascalSpelledOut(wanted));
        return _scope.Claim(candidates, "Value", place);
    }
}
