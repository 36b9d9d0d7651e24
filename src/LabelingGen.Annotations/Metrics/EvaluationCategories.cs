using System.Globalization;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations;

/// <summary>
/// The categories that are evaluated, and which of them an annotation has. Categories that share a name are different ones, as in
/// pycocotools, which goes by their numbers; an annotation says which one it means where that is not the first that was declared.
/// </summary>
internal sealed class EvaluationCategories
{
    private readonly Dictionary<(string Name, long? Id), int> _places = [];
    private readonly Dictionary<string, int> _firsts = new(StringComparer.Ordinal);

    /// <param name="declared">The categories; empty for the labels of the ground truth.</param>
    /// <param name="truths">The ground truth.</param>
    public EvaluationCategories(ValueList<Category> declared, IEnumerable<AnnotatedImage> truths)
    {
        Category[] categories = [.. (declared.IsEmpty
            ? truths.SelectMany(static image => image.Annotations).Select(static annotation => annotation.Label ?? "")
                .Distinct(StringComparer.Ordinal).Select(static label => new Category(label))
            : declared).DistinctBy(static category => (category.Name, category.Id))];
        IEnumerable<Category> ordered = Array.TrueForAll(categories, static category => category.Id is not null)
            ? categories.OrderBy(static category => category.Id) : categories;
        foreach (Category category in ordered)
            _places.Add((category.Name, category.Id), _places.Count);
        foreach (Category category in categories)
            _firsts.TryAdd(category.Name, _places[(category.Name, category.Id)]);
        ILookup<string, Category> byName = categories.ToLookup(static category => category.Name, StringComparer.Ordinal);
        Names = _places.Keys.Select(category => byName[category.Name].Skip(1).Any()
            ? string.Create(CultureInfo.InvariantCulture, $"{category.Name} ({category.Id})") : category.Name).ToValueList();
    }

    /// <summary>The names in the order of the places; those that are shared are followed by the category's number.</summary>
    public ValueList<string> Names { get; }

    /// <summary>The place of an annotation's category, or <see langword="null"/> if it is not evaluated.</summary>
    public int? PlaceOf(Annotation annotation)
    {
        string name = annotation.Label ?? "";
        if (CocoReader.OtherCategoryOf(annotation) is long id && _places.TryGetValue((name, id), out int other))
            return other;
        return _firsts.TryGetValue(name, out int first) ? first : null;
    }
}
