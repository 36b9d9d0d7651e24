namespace LabelingGen.Nucleus;

/// <summary>
/// Finds ids that occur twice in a sequence of unknown length. It keeps digests of 16 bytes, so that long ids cost no more than short ones.
/// </summary>
/// <param name="what">What the ids belong to.</param>
/// <param name="window">How many of the last ids are remembered; <see langword="null"/> = all.</param>
internal sealed class RecentIds(string what, int? window)
{
    private readonly HashSet<UInt128> _ids = [];
    private readonly Queue<UInt128> _order = new();

    /// <param name="id">The id, in parts where it has several; those that are missing belong to it.</param>
    /// <exception cref="DuplicateIdException">The id is remembered.</exception>
    public void Add(params ReadOnlySpan<string?> id)
    {
        UInt128 digest = IdDigest.Of(id);
        if (!_ids.Add(digest))
            throw new DuplicateIdException(what, [string.Join(" / ", id.ToArray().OfType<string>())]);
        if (window is not { } most)
            return;
        _order.Enqueue(digest);
        if (_order.Count > most)
            _ids.Remove(_order.Dequeue());
    }
}
