namespace LabelingGen.LabelStudio;

/// <summary>
/// A labeling config: what annotators see (object tags) and what they label with (control tags). Made by <see cref="Parse"/> or by
/// <see cref="LabelingConfigBuilder"/>; immutable. Text between tags is not kept.
/// </summary>
public sealed class LabelingConfig
{
    internal LabelingConfig(LabelingTag root)
    {
        Root = root;
        Check();
    }

    /// <summary>The outermost tag, a <c>View</c>.</summary>
    public LabelingTag Root { get; }

    /// <summary>The tags that show data.</summary>
    public IEnumerable<LabelingTag> Objects => Root.Descendants.Where(tag => tag.IsObject);

    /// <summary>The tags that label.</summary>
    public IEnumerable<LabelingTag> Controls => Root.Descendants.Where(tag => tag.IsControl);

    /// <summary>
    /// The keys a task's data must have, without repetition; dots go deeper, and of a list that is repeated only its key is told.
    /// </summary>
    public IReadOnlyList<string> DataKeys =>
        [.. Objects.Select(tag => tag.DataKey?.Split('[')[0]).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>Reads the XML of a config. Document types and external entities are refused.</summary>
    /// <param name="xml">The text, as <see cref="Project.LabelConfig"/> has it.</param>
    /// <exception cref="LabelingConfigException">
    /// It is no XML with one <c>View</c>, a name is used twice, or a <c>toName</c> names no tag.
    /// </exception>
    public static LabelingConfig Parse(string xml)
    {
        ArgumentNullException.ThrowIfNull(xml);
        return new LabelingConfig(ConfigXml.Read(xml));
    }

    /// <summary>A control tag.</summary>
    /// <param name="name">
    /// Its name: <see cref="Region.FromName"/>. For a tag that a <c>Repeater</c> repeats also the name that one of its copies has, with a
    /// number in place of the flag: <c>label_3</c> for <c>label_{{idx}}</c>.
    /// </param>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    public LabelingTag Control(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Controls.FirstOrDefault(tag => tag.Name == name)
            ?? Root.Descendants.Where(tag => tag.Kind == "Repeater").Select(repeater => Repeated(repeater, name))
                .FirstOrDefault(tag => tag is not null)
            ?? throw new KeyNotFoundException($"The labeling config has no control tag '{name}'.");
    }

    /// <summary>The XML, to be sent as <see cref="CreateProjectRequest.LabelConfig"/>.</summary>
    public string ToXml() => ConfigXml.Write(Root);

    /// <summary>The XML.</summary>
    public override string ToString() => ToXml();

    private static LabelingTag? Repeated(LabelingTag repeater, string name) => repeater["indexFlag"] is { Length: > 0 } flag
        ? repeater.Descendants.FirstOrDefault(tag => tag.IsControl && IsCopy(tag.Name!, flag, name))
        : null;

    private static bool IsCopy(string pattern, string flag, string name)
    {
        string[] parts = pattern.Split(flag);
        int digits = name.Length - parts[0].Length - parts[^1].Length;
        return parts.Length == 2 && digits > 0
            && name.StartsWith(parts[0], StringComparison.Ordinal) && name.EndsWith(parts[1], StringComparison.Ordinal)
            && name.AsSpan(parts[0].Length, digits).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private void Check()
    {
        if (Root.Kind != "View")
            throw new LabelingConfigException($"The outermost tag is {Root.Kind}; it must be View.");
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (LabelingTag tag in Root.Descendants)
        {
            // Labels and choices have values; names belong to object and control tags.
            if ((tag.IsObject || tag.IsControl) && tag.Name is { } name && !names.Add(name))
                throw new LabelingConfigException($"Two tags have the name '{name}'.");
            if (tag.IsObject && tag.Name is null)
                throw new LabelingConfigException($"A tag {tag.Kind} has no name.");
        }

        foreach (LabelingTag tag in Controls)
        {
            foreach (string target in tag.ToNames.Where(target => !names.Contains(target)))
                throw new LabelingConfigException($"{tag} labels '{target}', and no tag has this name.");
        }
    }
}
