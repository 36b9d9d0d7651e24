namespace LabelingGen.Annotations;

/// <summary>Set operations on two lists of runs that cover the same pixels.</summary>
internal static class RunAlgebra
{
    /// <summary>How many pixels are inside both.</summary>
    public static long IntersectionCount(ReadOnlySpan<uint> first, ReadOnlySpan<uint> second)
    {
        // The runs inside are intervals; walk the two lists of intervals side by side.
        long shared = 0;
        int i = 1;
        int j = 1;
        if (first.Length < 2 || second.Length < 2)
            return 0;
        long startFirst = first[0];
        long startSecond = second[0];
        long endFirst = startFirst + first[1];
        long endSecond = startSecond + second[1];
        while (true)
        {
            long overlap = Math.Min(endFirst, endSecond) - Math.Max(startFirst, startSecond);
            shared += Math.Max(overlap, 0);
            if (endFirst <= endSecond)
            {
                i += 2;
                if (i >= first.Length)
                    return shared;
                startFirst = endFirst + first[i - 1];
                endFirst = startFirst + first[i];
            }
            else
            {
                j += 2;
                if (j >= second.Length)
                    return shared;
                startSecond = endSecond + second[j - 1];
                endSecond = startSecond + second[j];
            }
        }
    }

    /// <summary>Writes the runs that a set operation makes of two masks.</summary>
    /// <param name="pixels">How many pixels each of the masks has.</param>
    /// <param name="result">As long as both lists of runs together, and one more.</param>
    /// <returns>How many runs were written.</returns>
    public static int Combine(ReadOnlySpan<uint> first, ReadOnlySpan<uint> second, SetOperation operation, uint pixels, Span<uint> result)
    {
        // The state is 2 when in the first and 1 when in the second: the bit of the operation that decides. Each list changes it where a
        // run ends; when the answer changes with it, a run of the result ends there too.
        int written = 0;
        int i = 0;
        int j = 0;
        uint endFirst = first.IsEmpty ? uint.MaxValue : first[0];
        uint endSecond = second.IsEmpty ? uint.MaxValue : second[0];
        uint runStart = 0;
        int state = 0;
        int inside = 0;
        while (true)
        {
            uint at = Math.Min(endFirst, endSecond);
            if (at >= pixels)
                break;
            if (endFirst == at)
            {
                state ^= 2;
                endFirst = ++i < first.Length ? at + first[i] : uint.MaxValue;
            }

            if (endSecond == at)
            {
                state ^= 1;
                endSecond = ++j < second.Length ? at + second[j] : uint.MaxValue;
            }

            int now = (int)operation >> state & 1;
            if (now == inside)
                continue;
            inside = now;
            if (at == runStart && written > 0)
            {
                // The run that has just begun has no length: the one before goes on.
                runStart -= result[--written];
                continue;
            }

            result[written++] = at - runStart;
            runStart = at;
        }

        result[written++] = pixels - runStart;
        return written;
    }
}
