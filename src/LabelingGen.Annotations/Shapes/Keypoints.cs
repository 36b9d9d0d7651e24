using System.Globalization;

namespace LabelingGen.Annotations;

/// <summary>What is known of a keypoint; the numbers are those of COCO.</summary>
public enum KeypointVisibility
{
    /// <summary>The point was not marked; its coordinates mean nothing (COCO writes 0, 0).</summary>
    NotLabeled = 0,

    /// <summary>The point is marked where it must be, but something hides it.</summary>
    Occluded = 1,

    /// <summary>The point is marked and seen.</summary>
    Visible = 2,
}

/// <summary>One landmark, in pixels.</summary>
public readonly record struct Keypoint
{
    /// <summary>Creates a keypoint.</summary>
    /// <param name="name">What the landmark is called; <see langword="null"/> where the skeleton or the position in the list tells
    /// it.</param>
    /// <param name="confidence">How sure a model is of the point, 0 to 1; <see langword="null"/> if unknown.</param>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite or the visibility is not defined.</exception>
    public Keypoint(
        double x, double y, KeypointVisibility visibility = KeypointVisibility.Visible, string? name = null, double? confidence = null)
    {
        if (!Enum.IsDefined(visibility))
            throw new ArgumentOutOfRangeException(nameof(visibility), visibility, "The visibility must be 0, 1 or 2.");
        X = Require.Coordinate(x);
        Y = Require.Coordinate(y);
        Visibility = visibility;
        Name = name;
        Confidence = confidence;
    }

    /// <summary>Distance from the left edge, in pixels.</summary>
    public double X { get; }

    /// <summary>Distance from the top edge, in pixels.</summary>
    public double Y { get; }

    /// <summary>Whether the point is marked, and whether it is seen.</summary>
    public KeypointVisibility Visibility { get; }

    /// <summary>What the landmark is called, if the data says so itself.</summary>
    public string? Name { get; }

    /// <summary>How sure a model is of the point, 0 to 1, if known.</summary>
    public double? Confidence { get; }

    /// <summary>Whether the coordinates mean something.</summary>
    public bool IsLabeled => Visibility != KeypointVisibility.NotLabeled;

    /// <summary>The coordinates as a point.</summary>
    public Point Location => new(X, Y);

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}({X}, {Y}, {Visibility})");
}

/// <summary>Landmarks of one object, for instance the joints of a person, in the order of their skeleton.</summary>
public sealed record Keypoints : IPlanarShape
{
    /// <summary>Creates a set of landmarks.</summary>
    /// <param name="skeleton">What the landmarks are called and how they are joined; its names must be as many as the points.</param>
    /// <exception cref="ArgumentException">The skeleton has another number of landmarks.</exception>
    public Keypoints(ValueList<Keypoint> points, Skeleton? skeleton = null)
    {
        if (skeleton is not null && skeleton.Names.Count != points.Count)
            throw new ArgumentException($"There are {points.Count} keypoints, but the skeleton names {skeleton.Names.Count}.",
                nameof(skeleton));
        Points = points;
        Skeleton = skeleton;
    }

    /// <summary>The landmarks; those that are not labelled keep their place.</summary>
    public ValueList<Keypoint> Points { get; }

    /// <summary>What the landmarks are called and how they are joined, if known here (else see <see cref="Category.Skeleton"/>).</summary>
    public Skeleton? Skeleton { get; }

    /// <summary>How many landmarks are labelled: COCO's <c>num_keypoints</c>.</summary>
    public int LabeledCount
    {
        get
        {
            int count = 0;
            foreach (Keypoint point in Points)
                count += point.IsLabeled ? 1 : 0;
            return count;
        }
    }

    /// <inheritdoc />
    public ShapeKind Kind => ShapeKind.Keypoints;

    /// <summary>The box around the labelled points; empty at the origin if none is labelled.</summary>
    public Box Bounds
    {
        get
        {
            Box? bounds = null;
            foreach (Keypoint point in Points)
            {
                if (point.IsLabeled)
                    bounds = bounds?.ExtendTo(point.Location.Bounds) ?? point.Location.Bounds;
            }

            return bounds ?? default;
        }
    }

    /// <summary>Always 0: landmarks have none.</summary>
    public double Area => 0;

    /// <summary>The landmarks.</summary>
    public override string ToString() =>
        $"keypoints {string.Join(' ', Points)}";
}
