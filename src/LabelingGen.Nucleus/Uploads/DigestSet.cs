namespace LabelingGen.Nucleus;

/// <summary>
/// A set of digests, 9 bytes each, in a table that is at most three quarters full. A byte tells nearly always whether a slot holds the
/// digest; those bytes are few enough to stay near the processor, where the digests themselves would have to be waited for.
/// </summary>
internal sealed class DigestSet
{
    private const byte Free = 0;

    /// <summary>Up to here the table grows fourfold, which moves each digest less often; then it doubles.</summary>
    private const int Large = 1 << 14;

    private byte[] _tags = new byte[64];
    private ulong[] _digests = new ulong[64];

    public int Count { get; private set; }

    public bool Contains(ulong digest) => _tags[SlotOf(digest)] != Free;

    /// <returns>Whether it is new.</returns>
    public bool Add(ulong digest)
    {
        int slot = SlotOf(digest);
        if (_tags[slot] != Free)
            return false;
        Put(slot, digest);
        if (++Count > _tags.Length / 4 * 3)
            Grow();
        return true;
    }

    /// <summary>Forgets all; the room stays.</summary>
    public void Clear()
    {
        Array.Clear(_tags);
        Count = 0;
    }

    /// <summary>The first bits of a digest, the last ones of which choose its slot; never <see cref="Free"/>.</summary>
    private static byte TagOf(ulong digest) => (byte)((digest >> 56) | 0x80);

    private void Put(int slot, ulong digest)
    {
        _tags[slot] = TagOf(digest);
        _digests[slot] = digest;
    }

    /// <summary>
    /// The slot that holds it, or the free one where it belongs. Digests are as good as random, so that any of their bits will do.
    /// </summary>
    private int SlotOf(ulong digest)
    {
        byte tag = TagOf(digest);
        int last = _tags.Length - 1;
        int slot = (int)digest & last;
        while (_tags[slot] != Free && (_tags[slot] != tag || _digests[slot] != digest))
            slot = (slot + 1) & last;
        return slot;
    }

    private void Grow()
    {
        (byte[] tags, ulong[] digests) = (_tags, _digests);
        int length = tags.Length * (tags.Length < Large ? 4 : 2);
        (_tags, _digests) = (new byte[length], new ulong[length]);
        for (int i = 0; i < tags.Length; i++)
        {
            if (tags[i] != Free)
                Put(SlotOf(digests[i]), digests[i]);
        }
    }
}
