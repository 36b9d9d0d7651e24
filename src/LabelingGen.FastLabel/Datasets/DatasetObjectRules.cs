namespace LabelingGen.FastLabel;

/// <summary>
/// What an object of a dataset may have. Its annotations are sent as they are: the API wants the types of their attributes.
/// </summary>
internal static class DatasetObjectRules
{
    public static void Check(
        IReadOnlyList<string>? tags, IReadOnlyList<string>? licenses, IReadOnlyList<TaskAnnotation>? annotations)
    {
        CheckCount(tags, FastLabelLimits.DatasetObjectTags, "Tags");
        CheckCount(licenses, FastLabelLimits.DatasetObjectLicenses, "Licenses");
        AnnotationRules.Check(annotations);
    }

    private static void CheckCount(IReadOnlyList<string>? items, int most, string member)
    {
        if (items?.Count > most)
            throw new ArgumentException($"An object of a dataset has {most} {member} at most, not {items.Count}.", member);
    }
}
