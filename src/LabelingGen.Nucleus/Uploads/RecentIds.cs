namespace LabelingGen.Nucleus;

/// <summary>
/// Finds ids that occur twice in a sequence of unknown length. It keeps digests of 8 bytes, so that long ids cost no more than short ones.
/// </summary>
/// <param name="what">What the ids belong to.</param>
/// <param name="window">
/// How many of the last ids are remembered, at least; <see langword="null"/> = all. When so many have come, those before them are
/// forgotten together, so that twice as many are the most.
/// </param>
internal sealed class RecentIds(string what, int? window)
{
    private DigestSet _last = new();
    private DigestSet _before = new();

    /// <param name="id">The id, in parts where it has several; those that are missing belong to it.</param>
    /// <exception cref="DuplicateIdException">The id is remembered.</exception>
    public void Add(params ReadOnlySpan<string?> id)
    {
        ulong digest = IdDigest.Of(id);
        if ((_before.Count > 0 && _before.Contains(digest)) || !_last.Add(digest))
            throw new DuplicateIdException(what, [string.Join(" / ", id.ToArray().OfType<string>())]);
        if (window is not { } most || _last.Count < most)
            return;
        (_last, _before) = (_before, _last);
        _last.Clear();
    }
}
