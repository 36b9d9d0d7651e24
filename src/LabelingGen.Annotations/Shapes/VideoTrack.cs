using System.Globalization;

namespace LabelingGen.Annotations;

/// <summary>Where a tracked object is at one frame.</summary>
public sealed record Keyframe
{
    /// <summary>Creates a keyframe.</summary>
    /// <param name="frame">The frame, counted from 0.</param>
    /// <param name="shape">Where the object is at this frame.</param>
    /// <exception cref="ArgumentOutOfRangeException">The frame is negative.</exception>
    public Keyframe(int frame, IShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Frame = Require.Count(frame);
        Shape = shape;
    }

    /// <summary>The frame, counted from 0.</summary>
    public int Frame { get; }

    /// <summary>Where the object is at this frame.</summary>
    public IShape Shape { get; }

    /// <summary>
    /// Whether the object is there from this frame on. A keyframe with <see langword="false"/> begins a gap that lasts until the next
    /// keyframe (CVAT's <c>outside</c>, the reverse of Label Studio's <c>enabled</c>).
    /// </summary>
    public bool IsPresent { get; init; } = true;

    /// <summary>Whether something hides the object at this frame.</summary>
    public bool IsOccluded { get; init; }

    /// <summary>Whether the shape was computed between two frames that a person set.</summary>
    public bool IsInterpolated { get; init; }

    /// <summary>The time of the frame in seconds, where the data holds it.</summary>
    public double? TimeSeconds { get; init; }

    /// <summary>Attributes that hold at this frame.</summary>
    public ValueMap<AttributeValue> Attributes { get; init; } = ValueMap<AttributeValue>.Empty;

    /// <summary>What the format said and no property holds.</summary>
    public ValueMap<JsonText> Extra { get; init; } = ValueMap<JsonText>.Empty;
}

/// <summary>One object through the frames of a video, given at keyframes and computed in between.</summary>
public sealed record VideoTrack : IShape
{
    /// <summary>Creates a track.</summary>
    /// <param name="keyframes">The keyframes, ordered by frame without repetition.</param>
    /// <exception cref="ArgumentException">There is no keyframe, or they are not in strictly rising order.</exception>
    public VideoTrack(ValueList<Keyframe> keyframes)
    {
        Keyframes = Require.NotEmpty(keyframes);
        for (int i = 1; i < keyframes.Count; i++)
        {
            if (keyframes[i].Frame <= keyframes[i - 1].Frame)
                throw new ArgumentException($"Frame {keyframes[i].Frame} does not follow frame {keyframes[i - 1].Frame}.",
                    nameof(keyframes));
        }
    }

    /// <summary>The keyframes, ordered by frame.</summary>
    public ValueList<Keyframe> Keyframes { get; }

    /// <summary>How many frames the video has, if known.</summary>
    public int? FrameCount { get; init; }

    /// <summary>How long the video is, in seconds, if known.</summary>
    public double? DurationSeconds { get; init; }

    /// <inheritdoc />
    public ShapeKind Kind => ShapeKind.VideoTrack;

    /// <summary>
    /// Where the object is at a frame: the keyframe's own shape, or one between the two keyframes around it, moved linearly (see
    /// <see cref="ShapeInterpolation"/>); after the last keyframe the object stays where it was.
    /// </summary>
    /// <param name="frame">The frame, counted from 0.</param>
    /// <returns>The shape, or <see langword="null"/> before the first keyframe, within a gap, and beyond <see
    /// cref="FrameCount"/>.</returns>
    public IShape? ShapeAt(int frame)
    {
        ReadOnlySpan<Keyframe> keyframes = Keyframes.AsSpan();
        int before = -1;
        for (int low = 0, high = keyframes.Length - 1; low <= high;)
        {
            int middle = (low + high) >>> 1;
            if (keyframes[middle].Frame <= frame)
                (before, low) = (middle, middle + 1);
            else
                high = middle - 1;
        }

        if (before < 0 || !keyframes[before].IsPresent || frame >= FrameCount)
            return null;
        Keyframe from = keyframes[before];
        if (from.Frame == frame || before == keyframes.Length - 1)
            return from.Shape;
        Keyframe to = keyframes[before + 1];
        return ShapeInterpolation.Between(from.Shape, to.Shape, (double)(frame - from.Frame) / (to.Frame - from.Frame));
    }

    /// <summary>The frames and where the object is.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"track {string.Join(", ", Keyframes.Select(static keyframe => $"{keyframe.Frame}: {keyframe.Shape}"))}");
}
