using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LabelingGen.Annotations;

/// <summary>Intersections of upright boxes. The formulas are those of pycocotools, to the last bit.</summary>
public static class BoxOverlap
{
    /// <summary>The box that two boxes share; <see langword="null"/> if they share no area.</summary>
    public static Box? Intersect(Box first, Box second)
    {
        double left = Math.Max(first.Left, second.Left);
        double top = Math.Max(first.Top, second.Top);
        double right = Math.Min(first.Right, second.Right);
        double bottom = Math.Min(first.Bottom, second.Bottom);
        return right > left && bottom > top ? new Box(left, top, right - left, bottom - top) : null;
    }

    /// <summary>The area that two boxes share, in square pixels.</summary>
    public static double IntersectionArea(Box first, Box second)
    {
        double width = Math.Min(first.Right, second.Right) - Math.Max(first.Left, second.Left);
        double height = Math.Min(first.Bottom, second.Bottom) - Math.Max(first.Top, second.Top);
        return width > 0 && height > 0 ? width * height : 0;
    }

    /// <summary>Intersection over union, from 0 to 1; 0 if the boxes share no area, also when both have none.</summary>
    public static double IntersectionOverUnion(Box first, Box second)
    {
        double shared = IntersectionArea(first, second);
        return shared > 0 ? shared / (first.Area + second.Area - shared) : 0;
    }

    /// <summary>
    /// The shared area over that of the first box alone: how COCO compares a detection with a ground truth that stands for a crowd.
    /// </summary>
    public static double IntersectionOverFirst(Box first, Box second)
    {
        double shared = IntersectionArea(first, second);
        return shared > 0 ? shared / first.Area : 0;
    }

    /// <summary>Intersection over union of every box of one list with every box of another. Scratch memory is pooled.</summary>
    /// <param name="first">The boxes of the rows.</param>
    /// <param name="second">The boxes of the columns.</param>
    /// <param name="result">Row by row: the value for first i and second j is at i * second.Length + j.</param>
    /// <exception cref="ArgumentException"><paramref name="result"/> is not exactly as long as both lengths multiplied.</exception>
    public static void IntersectionOverUnion(ReadOnlySpan<Box> first, ReadOnlySpan<Box> second, Span<double> result)
    {
        if (result.Length != (long)first.Length * second.Length)
            throw new ArgumentException($"The result needs {(long)first.Length * second.Length} places, not {result.Length}.",
                nameof(result));
        int count = second.Length;
        double[] columns = ArrayPool<double>.Shared.Rent(checked(count * 5));
        try
        {
            Span<double> left = columns.AsSpan(0, count);
            Span<double> top = columns.AsSpan(count, count);
            Span<double> right = columns.AsSpan(2 * count, count);
            Span<double> bottom = columns.AsSpan(3 * count, count);
            Span<double> area = columns.AsSpan(4 * count, count);
            for (int i = 0; i < count; i++)
                (left[i], top[i], right[i], bottom[i], area[i]) =
                    (second[i].Left, second[i].Top, second[i].Right, second[i].Bottom, second[i].Area);
            for (int i = 0; i < first.Length; i++)
                Row(first[i], left, top, right, bottom, area, result.Slice(i * count, count));
        }
        finally
        {
            ArrayPool<double>.Shared.Return(columns);
        }
    }

    private static void Row(
        Box box, ReadOnlySpan<double> left, ReadOnlySpan<double> top, ReadOnlySpan<double> right, ReadOnlySpan<double> bottom,
        ReadOnlySpan<double> area, Span<double> result)
    {
        int at = 0;
        if (Vector512.IsHardwareAccelerated)
            at = WideRow(box, left, top, right, bottom, area, result);
        else if (Vector256.IsHardwareAccelerated)
            at = HalfRow(box, left, top, right, bottom, area, result);
        for (; at < result.Length; at++)
        {
            double width = Math.Min(box.Right, right[at]) - Math.Max(box.Left, left[at]);
            double height = Math.Min(box.Bottom, bottom[at]) - Math.Max(box.Top, top[at]);
            double shared = width > 0 && height > 0 ? width * height : 0;
            result[at] = shared > 0 ? shared / (box.Area + area[at] - shared) : 0;
        }
    }

    private static int WideRow(
        Box box, ReadOnlySpan<double> left, ReadOnlySpan<double> top, ReadOnlySpan<double> right, ReadOnlySpan<double> bottom,
        ReadOnlySpan<double> area, Span<double> result)
    {
        Vector512<double> boxLeft = Vector512.Create(box.Left), boxTop = Vector512.Create(box.Top);
        Vector512<double> boxRight = Vector512.Create(box.Right), boxBottom = Vector512.Create(box.Bottom);
        Vector512<double> boxArea = Vector512.Create(box.Area), zero = Vector512<double>.Zero;
        ref double l = ref MemoryMarshal.GetReference(left), t = ref MemoryMarshal.GetReference(top);
        ref double r = ref MemoryMarshal.GetReference(right), b = ref MemoryMarshal.GetReference(bottom);
        ref double a = ref MemoryMarshal.GetReference(area), target = ref MemoryMarshal.GetReference(result);
        int i = 0;
        for (; i <= result.Length - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            Vector512<double> width = Smaller(boxRight, Vector512.LoadUnsafe(ref r, (nuint)i))
                - Larger(boxLeft, Vector512.LoadUnsafe(ref l, (nuint)i));
            Vector512<double> height = Smaller(boxBottom, Vector512.LoadUnsafe(ref b, (nuint)i))
                - Larger(boxTop, Vector512.LoadUnsafe(ref t, (nuint)i));
            Vector512<double> overlaps = Vector512.GreaterThan(width, zero) & Vector512.GreaterThan(height, zero);
            Vector512<double> shared = width * height & overlaps;
            Vector512<double> ratio = shared / (boxArea + Vector512.LoadUnsafe(ref a, (nuint)i) - shared);
            (ratio & Vector512.GreaterThan(shared, zero)).StoreUnsafe(ref target, (nuint)i);
        }

        return i;
    }

    private static int HalfRow(
        Box box, ReadOnlySpan<double> left, ReadOnlySpan<double> top, ReadOnlySpan<double> right, ReadOnlySpan<double> bottom,
        ReadOnlySpan<double> area, Span<double> result)
    {
        Vector256<double> boxLeft = Vector256.Create(box.Left), boxTop = Vector256.Create(box.Top);
        Vector256<double> boxRight = Vector256.Create(box.Right), boxBottom = Vector256.Create(box.Bottom);
        Vector256<double> boxArea = Vector256.Create(box.Area), zero = Vector256<double>.Zero;
        ref double l = ref MemoryMarshal.GetReference(left), t = ref MemoryMarshal.GetReference(top);
        ref double r = ref MemoryMarshal.GetReference(right), b = ref MemoryMarshal.GetReference(bottom);
        ref double a = ref MemoryMarshal.GetReference(area), target = ref MemoryMarshal.GetReference(result);
        int i = 0;
        for (; i <= result.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            Vector256<double> width = Smaller(boxRight, Vector256.LoadUnsafe(ref r, (nuint)i))
                - Larger(boxLeft, Vector256.LoadUnsafe(ref l, (nuint)i));
            Vector256<double> height = Smaller(boxBottom, Vector256.LoadUnsafe(ref b, (nuint)i))
                - Larger(boxTop, Vector256.LoadUnsafe(ref t, (nuint)i));
            Vector256<double> overlaps = Vector256.GreaterThan(width, zero) & Vector256.GreaterThan(height, zero);
            Vector256<double> shared = width * height & overlaps;
            Vector256<double> ratio = shared / (boxArea + Vector256.LoadUnsafe(ref a, (nuint)i) - shared);
            (ratio & Vector256.GreaterThan(shared, zero)).StoreUnsafe(ref target, (nuint)i);
        }

        return i;
    }

    // Boxes hold finite numbers only: one instruction is enough where the general minimum takes care of NaN and negative zero.
    private static Vector512<double> Smaller(Vector512<double> left, Vector512<double> right) =>
        Avx512F.IsSupported ? Avx512F.Min(left, right) : Vector512.Min(left, right);

    private static Vector512<double> Larger(Vector512<double> left, Vector512<double> right) =>
        Avx512F.IsSupported ? Avx512F.Max(left, right) : Vector512.Max(left, right);

    private static Vector256<double> Smaller(Vector256<double> left, Vector256<double> right) =>
        Avx.IsSupported ? Avx.Min(left, right) : Vector256.Min(left, right);

    private static Vector256<double> Larger(Vector256<double> left, Vector256<double> right) =>
        Avx.IsSupported ? Avx.Max(left, right) : Vector256.Max(left, right);
}
