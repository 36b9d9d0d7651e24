namespace LabelingGen.Nucleus;

/// <summary>A set of digests, 8 bytes each, in a table that is at most three quarters full and doubles when it is fuller.</summary>
internal sealed class DigestSet
{
    /// <summary>A slot that is free; a digest of this value, one of 2^64, counts as the next one.</summary>
    private const ulong Free = 0;

    private ulong[] _slots = new ulong[64];

    public int Count { get; private set; }

    public bool Contains(ulong digest) => _slots[SlotOf(digest)] != Free;

    /// <returns>Whether it is new.</returns>
    public bool Add(ulong digest)
    {
        int slot = SlotOf(digest);
        if (_slots[slot] != Free)
            return false;
        _slots[slot] = Occupied(digest);
        if (++Count > _slots.Length / 4 * 3)
            Grow();
        return true;
    }

    /// <summary>Forgets all; the room stays.</summary>
    public void Clear()
    {
        Array.Clear(_slots);
        Count = 0;
    }

    private static ulong Occupied(ulong digest) => digest == Free ? 1 : digest;

    /// <summary>
    /// The slot that holds it, or the free one where it belongs. Digests are as good as random, so that any of their bits will do.
    /// </summary>
    private int SlotOf(ulong digest)
    {
        ulong wanted = Occupied(digest);
        int last = _slots.Length - 1;
        int slot = (int)wanted & last;
        while (_slots[slot] != Free && _slots[slot] != wanted)
            slot = (slot + 1) & last;
        return slot;
    }

    private void Grow()
    {
        ulong[] old = _slots;
        _slots = new ulong[old.Length * 2];
        foreach (ulong digest in old)
        {
            if (digest != Free)
                _slots[SlotOf(digest)] = digest;
        }
    }
}
