namespace LabelingGen.Annotations.Formats;

internal static partial class DatasetComparison
{
    /// <summary>Compares a data set with what came back of it, apart from its images, which have been compared before.</summary>
    /// <param name="before">What was written.</param>
    /// <param name="categories">Its categories and those that only its annotations name.</param>
    /// <param name="declared">The categories that the written files declare; others come back only as labels of annotations.</param>
    /// <param name="extra">What came back of <see cref="AnnotatedDataset.Extra"/>.</param>
    /// <param name="report">Has the labels of the annotations that came back, and takes the losses.</param>
    public static void ReportWhole(
        AnnotatedDataset before, IReadOnlyList<Category> categories, IEnumerable<Category> declared, ValueMap<JsonText> extra,
        ConversionReport report)
    {
        Sink sink = new(report, null, null, null, []);
        sink.Value("name", before.Name, null);
        sink.Map("extra", before.Extra, extra);
        // Two categories may have one name: they come back in their order.
        Dictionary<string, Queue<Category>> back = declared.GroupBy(static category => category.Name, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => new Queue<Category>(group), StringComparer.Ordinal);
        foreach (Category category in categories)
        {
            Category? after = back.TryGetValue(category.Name, out Queue<Category>? same) && same.TryDequeue(out Category? found) ? found
                : report.KeptLabels.Contains(category.Name) ? new Category(category.Name) : null;
            Compare(category, after, sink with { Category = category.Name });
        }

        HashSet<Skeleton> ofCategories = [.. categories.Select(static category => category.Skeleton).OfType<Skeleton>()];
        foreach (Skeleton skeleton in before.Skeletons.Where(skeleton => !ofCategories.Contains(skeleton)))
            sink.Add("skeleton", LossReason.Dropped, skeleton, null);
    }

    private static void Compare(Category before, Category? after, in Sink sink)
    {
        if (after is null)
        {
            sink.Add("category", LossReason.Dropped, before.Name, null);
            return;
        }

        // An id that was made up is not worth an entry: some formats demand one.
        if (before.Id is not null)
            sink.Whole("category.id", before.Id, after.Id);
        sink.Value("category.title", before.Title, after.Title);
        sink.Value("category.supercategory", before.Supercategory, after.Supercategory);
        sink.Value("category.color", before.Color, after.Color);
        sink.Value("category.isThing", before.IsThing is { } was ? Text(was) : null, after.IsThing is { } @is ? Text(@is) : null);
        if (before.Skeleton != after.Skeleton)
            sink.Value("category.skeleton", before.Skeleton?.ToString(), after.Skeleton?.ToString());
        sink.List("category.attributes", before.Attributes, after.Attributes);
        sink.Map("category.extra", before.Extra, after.Extra);
    }
}
