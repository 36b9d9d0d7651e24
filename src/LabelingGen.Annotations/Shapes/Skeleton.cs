namespace LabelingGen.Annotations;

/// <summary>An edge of a skeleton: the positions of the two landmarks it joins, counted from 0 (COCO counts from 1).</summary>
public readonly record struct SkeletonEdge(int From, int To);

/// <summary>The landmarks that objects of a category have, and how they are joined.</summary>
public sealed record Skeleton
{
    /// <summary>Creates a skeleton.</summary>
    /// <param name="names">What the landmarks are called, in the order in which keypoints are listed.</param>
    /// <param name="edges">Which of them are joined.</param>
    /// <exception cref="ArgumentException">An edge names a landmark that does not exist.</exception>
    public Skeleton(ValueList<string> names, ValueList<SkeletonEdge> edges = default)
    {
        foreach ((int from, int to) in edges)
        {
            if ((uint)from >= (uint)names.Count || (uint)to >= (uint)names.Count)
                throw new ArgumentException($"The edge {from}-{to} leaves the range of the {names.Count} landmarks.", nameof(edges));
        }

        Names = names;
        Edges = edges;
    }

    /// <summary>What the landmarks are called.</summary>
    public ValueList<string> Names { get; }

    /// <summary>Which landmarks are joined, positions counted from 0.</summary>
    public ValueList<SkeletonEdge> Edges { get; }

    /// <summary>
    /// For each landmark the position of the one it becomes when the picture is mirrored left to right (YOLO's <c>flip_idx</c>), or empty.
    /// </summary>
    public ValueList<int> MirrorPositions { get; init; }
}
