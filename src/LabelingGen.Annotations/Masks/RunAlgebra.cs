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
    public static int Combine(ReadOnlySpan<uint> first, ReadOnlySpan<uint> second, SetOperation operation, Span<uint> result)
    {
        int written = 0;
        int i = 0;
        int j = 0;
        bool inFirst = false;
        bool inSecond = false;
        bool inside = false;
        uint leftFirst = first.IsEmpty ? 0 : first[0];
        uint leftSecond = second.IsEmpty ? 0 : second[0];
        uint run = 0;
        while (true)
        {
            while (leftFirst == 0 && ++i < first.Length)
                (leftFirst, inFirst) = (first[i], !inFirst);
            while (leftSecond == 0 && ++j < second.Length)
                (leftSecond, inSecond) = (second[j], !inSecond);
            uint step = Math.Min(leftFirst, leftSecond);
            if (step == 0)
                break;
            if (operation.Keeps(inFirst, inSecond) != inside)
            {
                result[written++] = run;
                run = 0;
                inside = !inside;
            }

            run += step;
            leftFirst -= step;
            leftSecond -= step;
        }

        result[written++] = run;
        return written;
    }
}
