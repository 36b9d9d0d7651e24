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

    /// <summary>The keys a task's data must have, without repetition; dots go deeper.</summary>
    public IReadOnlyList<string> DataKeys => [.. Objects.Select(tag => tag.DataKey).OfType<string>().Distinct(StringComparer.Ordinal)];

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
    /// <param name="name">Its name: <see cref="Region.FromName"/>.</param>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    public LabelingTag Control(string name) => Controls.FirstOrDefault(tag => tag.Name == name)
        ?? throw new KeyNotFoundException($"The labeling config has no control tag '{name}'.");

    /// <summary>The XML, to be sent as <see cref="CreateProjectRequest.LabelConfig"/>.</summary>
    public string ToXml() => ConfigXml.Write(Root);

    /// <summary>The XML.</summary>
    public override string ToString() => ToXml();

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
