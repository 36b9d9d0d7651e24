namespace LabelingGen.Annotations;

/// <summary>The rules about single annotations.</summary>
/// <param name="categories">What the data set declares.</param>
internal sealed class AnnotationRules(IEnumerable<Category> categories)
{
    private const double AreaTolerance = 0.5;
    private const double LeastOverlap = 0.5;

    private readonly Dictionary<string, Category> _declared = categories.GroupBy(static category => category.Name)
        .ToDictionary(static group => group.Key, static group => group.First());

    public IEnumerable<RuleFinding> Check(Annotation annotation, ImageSize? size) => CheckLabels(annotation)
        .Concat(CheckNumbers(annotation))
        .Concat(CheckKeypoints(annotation, size))
        .Concat(ShapeRules.Check(annotation.Shape, size))
        .Concat(CheckStored(annotation));

    private IEnumerable<RuleFinding> CheckLabels(Annotation annotation)
    {
        if (annotation.Labels.IsEmpty)
            yield return RuleFinding.Warning("LA004", $"The annotation has no label.");
        foreach (string label in annotation.Labels)
        {
            if (_declared.Count > 0 && !_declared.ContainsKey(label))
                yield return RuleFinding.Error("LA005", $"The label '{label}' is not among the categories.");
        }

        if (annotation.Labels.Distinct(StringComparer.Ordinal).Count() < annotation.Labels.Count)
            yield return RuleFinding.Warning("LA034", $"The annotation has a label twice.");
    }

    private static IEnumerable<RuleFinding> CheckNumbers(Annotation annotation)
    {
        if (annotation.Id == "0")
            yield return RuleFinding.Warning("LA012", $"The identifier is 0, which COCO's own evaluation counts as unmatched.");
        if (annotation.Confidence is < 0 or > 1)
            yield return RuleFinding.Error("LA017", $"The confidence {annotation.Confidence} does not lie between 0 and 1.");
        foreach ((string label, double confidence) in annotation.LabelConfidences)
        {
            if (confidence is < 0 or > 1)
                yield return RuleFinding.Error("LA033", $"The confidence {confidence} of '{label}' does not lie between 0 and 1.");
        }

        if (annotation.Has(AnnotationFlags.Crowd) && annotation.Shape is Polygon or MultiPolygon)
            yield return RuleFinding.Warning("LA018", $"A crowd has outlines; COCO gives crowds as masks.");
    }

    private IEnumerable<RuleFinding> CheckKeypoints(Annotation annotation, ImageSize? size)
    {
        if ((annotation.Keypoints ?? annotation.Shape as Keypoints) is not { } keypoints)
            yield break;
        if (keypoints.LabeledCount == 0)
            yield return RuleFinding.Warning("LA019", $"None of the keypoints is labeled.");
        else if (annotation.Has(AnnotationFlags.Crowd))
            yield return RuleFinding.Warning("LA037", $"A crowd has keypoints, which COCO's evaluation leaves out.");
        if (annotation.Label is { } label && _declared.TryGetValue(label, out Category? category)
            && category.Skeleton is { } skeleton && skeleton.Names.Count != keypoints.Points.Count)
        {
            yield return RuleFinding.Error("LA038",
                $"There are {keypoints.Points.Count} keypoints; the category '{label}' has {skeleton.Names.Count}.");
        }


        if (keypoints.Points.Any(static point => point is { IsLabeled: true, X: 0, Y: 0 }))
            yield return RuleFinding.Warning("LA040", $"A labeled keypoint lies at 0, 0, as those that are not labeled are written.");
        if (size is { Width: > 0, Height: > 0 } known && keypoints.Points.Any(point =>
            point.IsLabeled && (point.X < 0 || point.Y < 0 || point.X > known.Width || point.Y > known.Height)))
            yield return RuleFinding.Warning("LA039", $"A labeled keypoint lies outside the picture.");
    }

    private static IEnumerable<RuleFinding> CheckStored(Annotation annotation)
    {
        if (annotation.StoredArea is < 0)
            yield return RuleFinding.Error("LA035", $"The stored area {annotation.StoredArea} is negative.");
        if (annotation.Shape is not IPlanarShape { Area: > 0 } shape || !ShapeRules.HasArea(shape))
            yield break;
        if (annotation.StoredArea is double stored and >= 0
            && Math.Abs(stored - shape.Area) > AreaTolerance * Math.Max(stored, shape.Area))
            yield return RuleFinding.Warning("LA016", $"The stored area is {stored}, that of the shape {shape.Area}.");
        if (annotation.StoredBox is { } box && BoxOverlap.IntersectionOverUnion(box, shape.Bounds) < LeastOverlap)
            yield return RuleFinding.Warning("LA036", $"The stored box {box} is not that around the shape, {shape.Bounds}.");
    }
}
