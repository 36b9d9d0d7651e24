namespace LabelingGen.Annotations.Formats;

/// <summary>What the encoding of one image needs to know of the data set.</summary>
internal sealed class FormatContext
{
    private readonly Dictionary<string, int> _numbers;
    private readonly Lazy<ImageSize?>? _size;

    public FormatContext(FormatOptions options, IEnumerable<Category> categories)
    {
        Options = options;
        Categories = [.. categories];
        _numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < Categories.Count; i++)
            _numbers.TryAdd(Categories[i].Name, i);
    }

    private FormatContext(FormatContext other, string? imageName, Func<ImageSize?> findSize)
    {
        Options = other.Options;
        Categories = other.Categories;
        _numbers = other._numbers;
        NumbersPerKeypoint = other.NumbersPerKeypoint;
        ImageName = imageName;
        _size = new Lazy<ImageSize?>(findSize);
    }

    public FormatOptions Options { get; }

    /// <summary>Categories in the order of their numbers.</summary>
    public IReadOnlyList<Category> Categories { get; }

    /// <summary>The categories of the data set that is written, whether or not <see cref="FormatOptions.Classes"/> has them.</summary>
    public IReadOnlyList<Category> Found { get; private init; } = [];

    /// <summary>How many numbers a YOLO pose file has for each keypoint, where the data set says so.</summary>
    public int? NumbersPerKeypoint { get; init; }

    /// <summary>Name of the picture that is being read, where it is known from elsewhere than the labels.</summary>
    public string? ImageName { get; }

    /// <summary>Size of the picture that is being read, where it is known from elsewhere than the labels.</summary>
    public ImageSize? Size => _size?.Value;

    public static async Task<FormatContext> CreateAsync(AnnotatedDataset dataset, FormatOptions options,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<Category> found = await dataset.FindCategoriesAsync(cancellationToken).ConfigureAwait(false);
        if (options.Classes.IsEmpty)
            return new FormatContext(options, found) { Found = found };
        Dictionary<string, Category> byName = new(StringComparer.Ordinal);
        foreach (Category category in found)
            byName.TryAdd(category.Name, category);
        return new FormatContext(options, options.Classes.Select(name => byName.GetValueOrDefault(name) ?? new Category(name)))
        {
            Found = found,
        };
    }

    public FormatContext For(AnnotatedImage image) => new(this, image.Name, () => image.Size);

    /// <param name="imageName">The name of the picture.</param>
    /// <param name="findSize">Looks for its size, if the labels do not tell it.</param>
    public FormatContext For(string imageName, Func<ImageSize?> findSize) => new(this, imageName, findSize);

    /// <summary>The number of a class, or <see langword="null"/> if it has none.</summary>
    public int? NumberOf(string? label) => label is not null && _numbers.TryGetValue(label, out int number) ? number : null;
}
