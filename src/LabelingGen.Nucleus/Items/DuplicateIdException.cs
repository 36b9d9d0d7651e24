namespace LabelingGen.Nucleus;

/// <summary>Ids that must be unique occur more than once in one call; what has such an id was not sent.</summary>
public sealed class DuplicateIdException : ArgumentException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="what">What the ids belong to.</param>
    /// <param name="ids">The ids that occur more than once.</param>
    public DuplicateIdException(string what, IReadOnlyList<string> ids)
        : base($"Ids of {what} occur more than once: {string.Join(", ", Shown(ids))}.")
    {
        Ids = ids;
    }

    /// <summary>The ids that occur more than once.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>The first id that occurs more than once is told with others, up to ten.</summary>
    internal static void ThrowIfAny(string what, IEnumerable<string> ids)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<string> twice = [.. ids.Where(id => !seen.Add(id)).Distinct(StringComparer.Ordinal)];
        if (twice.Count > 0)
            throw new DuplicateIdException(what, twice);
    }

    private static IEnumerable<string> Shown(IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return ids.Take(10).Select(id => $"'{id}'").Concat(ids.Count > 10 ? [$"and {ids.Count - 10} more"] : []);
    }
}
