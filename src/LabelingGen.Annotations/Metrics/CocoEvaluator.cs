namespace LabelingGen.Annotations;

/// <summary>
/// Judges predictions by ground truth as COCO does. The numbers equal those of pycocotools to the last bit (landmarks: to rounding of
/// the exponential function), where it is right; see <see cref="CocoEvaluationOptions.ReproduceDefects"/> for where it is not.
/// </summary>
/// <remarks>
/// Rules that surprise: of predictions with one score the one given first comes first. Of ground truths that are equally alike the last
/// is matched. A crowd is compared by the area of the prediction alone, may be matched by many, and counts for nobody. The ranges of
/// areas have both ends; a ground truth is sorted into them by its <see cref="Annotation.StoredArea"/> if it has one. A category
/// without ground truth counts no false positives.
/// </remarks>
public static class CocoEvaluator
{
    /// <summary>Judges predictions by ground truth.</summary>
    /// <param name="truth"> The pictures with their ground truth. They are taken in the order of their identifiers if these are numbers, as
    /// pycocotools does, else in the order given.
    /// </param>
    /// <param name="predictions">The same pictures, by identifier or name, with predictions; those without any may be absent.</param>
    /// <param name="categories">The categories, in the order of their numbers if all have one; empty for the labels of the ground
    /// truth.</param>
    /// <param name="options">What to compare and how; COCO's boxes by default.</param>
    /// <exception cref="ArgumentException"> A prediction has no score, belongs to a picture that has no ground truth listed, or what is to
    /// be compared is missing.
    /// </exception>
    public static CocoResult Evaluate(
        IEnumerable<AnnotatedImage> truth, IEnumerable<AnnotatedImage> predictions, ValueList<Category> categories = default,
        CocoEvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predictions);
        options ??= new CocoEvaluationOptions();
        CocoInput input = new(truth, predictions, categories, options);
        CocoAccumulation accumulation = new(options, input.Categories.Count);
        Parallel.For(0, input.Categories.Count, category => accumulation.Add(category, input.Cells[category]));
        return new CocoResult(options, input.Categories, accumulation.Precision, accumulation.Recall, accumulation.Scores)
        {
            Warnings = input.Warnings,
            PredictionCount = input.PredictionCount,
            TruthCount = input.TruthCount,
        };
    }

    /// <summary>Judges the predictions of one data set by the ground truth of another, with the categories of the latter.</summary>
    /// <exception cref="ArgumentException"> A prediction has no score, belongs to a picture that has no ground truth listed, or what is to
    /// be compared is missing.
    /// </exception>
    public static async Task<CocoResult> EvaluateAsync(
        AnnotatedDataset truth, AnnotatedDataset predictions, CocoEvaluationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predictions);
        IReadOnlyList<AnnotatedImage> truths = await truth.ToListAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<AnnotatedImage> predicted = await predictions.ToListAsync(cancellationToken).ConfigureAwait(false);
        return Evaluate(truths, predicted, truth.Categories, options);
    }
}
