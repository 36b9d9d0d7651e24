using System.Globalization;

namespace LabelingGen.Annotations;

/// <summary>Sorts ground truths and predictions by category and picture and turns them into numbers.</summary>
internal sealed class CocoInput
{
    private readonly CocoEvaluationOptions _options;
    private readonly Similarity _similarity;
    private readonly List<string> _warnings = [];

    public CocoInput(
        IEnumerable<AnnotatedImage> truth, IEnumerable<AnnotatedImage> predictions, ValueList<Category> categories,
        CocoEvaluationOptions options)
    {
        _options = options;
        _similarity = new Similarity(options);
        List<AnnotatedImage> truths = OrderByNumber([.. truth], static image => image.Id);
        Dictionary<string, AnnotatedImage> predicted = Pair(truths, predictions);
        EvaluationCategories evaluated = new(categories, truths);
        Categories = options.UseCategories ? evaluated.Names : [""];
        Cells = [.. Categories.Select(static _ => new List<EvaluationCell>())];
        int unknown = 0;
        foreach (AnnotatedImage image in truths)
        {
            predicted.TryGetValue(KeyOf(image), out AnnotatedImage? answer);
            List<Annotation>[] truthLists = Split(image, evaluated, out _);
            List<Annotation>[] answerLists = Split(answer, evaluated, out int left);
            unknown += left;
            for (int k = 0; k < Categories.Count; k++)
            {
                IReadOnlyList<Annotation> here = options.UseCategories
                    ? truthLists[k] ?? [] : [.. truthLists.SelectMany(static list => list ?? [])];
                IReadOnlyList<Annotation> there = options.UseCategories
                    ? answerLists[k] ?? [] : [.. answerLists.SelectMany(static list => list ?? [])];
                if (here.Count > 0 || there.Count > 0)
                    Cells[k].Add(MakeCell(image, here, there));
            }
        }

        if (unknown > 0)
            _warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{unknown} predictions have a category that is not evaluated."));
        Warn(truths);
    }

    public ValueList<string> Categories { get; }

    public List<EvaluationCell>[] Cells { get; }

    public ValueList<string> Warnings => _warnings.ToValueList();

    public int PredictionCount { get; private set; }

    public int TruthCount { get; private set; }

    private static string KeyOf(AnnotatedImage image) => image.Id is null ? "n" + image.Name : "i" + image.Id;

    private static List<T> OrderByNumber<T>(List<T> items, Func<T, string?> idOf)
    {
        long[] numbers = new long[items.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!long.TryParse(idOf(items[i]), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out numbers[i]))
                return items;
        }

        return [.. items.Select((item, i) => (item, number: numbers[i])).OrderBy(static pair => pair.number)
            .Select(static pair => pair.item)];
    }

    private static Dictionary<string, AnnotatedImage> Pair(List<AnnotatedImage> truths, IEnumerable<AnnotatedImage> predictions)
    {
        Dictionary<string, AnnotatedImage> byId = [];
        Dictionary<string, AnnotatedImage> byName = [];
        foreach (AnnotatedImage image in truths)
        {
            if (!byId.TryAdd(KeyOf(image), image))
                throw new ArgumentException($"The picture '{image.Id ?? image.Name}' is listed twice in the ground truth.", nameof(truths));
            byName.TryAdd(image.Name, image);
        }

        Dictionary<string, AnnotatedImage> paired = [];
        foreach (AnnotatedImage answer in predictions)
        {
            if (!byId.TryGetValue(KeyOf(answer), out AnnotatedImage? image) && !byName.TryGetValue(answer.Name, out image))
                throw new ArgumentException(
                    $"The predictions are for a picture '{answer.Id ?? answer.Name}' that is not in the ground truth.",
                    nameof(predictions));
            string key = KeyOf(image);
            paired[key] = paired.TryGetValue(key, out AnnotatedImage? earlier)
                ? earlier with { Annotations = [.. earlier.Annotations.AsSpan(), .. answer.Annotations.AsSpan()] }
                : answer;
        }

        return paired;
    }

    private static List<Annotation>[] Split(AnnotatedImage? image, EvaluationCategories categories, out int unknown)
    {
        List<Annotation>[] lists = new List<Annotation>[categories.Names.Count];
        unknown = 0;
        foreach (Annotation annotation in image?.Annotations ?? default)
        {
            if (categories.PlaceOf(annotation) is int place)
                (lists[place] ??= []).Add(annotation);
            else
                unknown++;
        }

        return lists;
    }

    private EvaluationCell MakeCell(AnnotatedImage image, IReadOnlyList<Annotation> truths, IReadOnlyList<Annotation> predictions)
    {
        TruthCount += truths.Count;
        PredictionCount += predictions.Count;
        double[] scores = new double[predictions.Count];
        for (int i = 0; i < scores.Length; i++)
        {
            if (predictions[i].Confidence is not { } score || double.IsNaN(score))
                throw new ArgumentException($"A prediction on the picture '{image.Name}' has no score, or one that is not a number.",
                    nameof(predictions));
            scores[i] = score;
        }

        int[] order = ScoreOrder.ByFallingScore(scores);
        int most = Math.Min(order.Length, _options.MaxDetections[^1]);
        Annotation[] best = new Annotation[most];
        double[] bestScores = new double[most];
        for (int i = 0; i < most; i++)
            (best[i], bestScores[i]) = (predictions[order[i]], scores[order[i]]);
        bool isExact = _options.ReproduceDefects;
        Comparison comparison = _similarity.Compare(image, truths, best);
        return new EvaluationCell
        {
            TruthAreas = comparison.TruthAreas,
            TruthIgnored = [.. truths.Select(annotation => annotation.Has(AnnotationFlags.Crowd)
                || !isExact && annotation.Has(AnnotationFlags.Ignore)
                || _options.Kind == EvaluationKind.Keypoints
                    && (annotation.Keypoints ?? annotation.Shape as Keypoints)?.LabeledCount is null or 0)],
            TruthCrowd = [.. truths.Select(static annotation => annotation.Has(AnnotationFlags.Crowd))],
            TruthUnmatchable = [.. truths.Select(annotation => isExact && annotation.Id == "0")],
            Scores = bestScores,
            PredictionAreas = comparison.PredictionAreas,
            Similarities = comparison.Similarities,
        };
    }

    private void Warn(List<AnnotatedImage> truths)
    {
        int free = 0;
        int freeCategories = 0;
        foreach (List<EvaluationCell> cells in Cells)
        {
            int predictions = cells.Sum(static cell => cell.Scores.Length);
            if (predictions > 0 && cells.TrueForAll(static cell => cell.TruthAreas.Length == 0))
            {
                free += predictions;
                freeCategories++;
            }
        }

        if (free > 0)
        {
            _warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{free} predictions in {freeCategories} categories without ground truth cost nothing, as COCO has it."));
        }

        if (truths.Exists(static image => image.Annotations.Any(static annotation => annotation.Id == "0")))
        {
            _warnings.Add(_options.ReproduceDefects
                ? "A match with the ground truth of identifier 0 counts as none, as in pycocotools."
                : "A ground truth has the identifier 0; pycocotools would count its match as none.");
        }
    }
}
