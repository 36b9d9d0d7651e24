namespace LabelingGen.Annotations;

/// <summary>The rules about images among each other, and about the annotations of an image among each other.</summary>
internal sealed class ImageRules
{
    private readonly string _folder = Path.GetFullPath(".");
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _looseNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _imageIds = new(StringComparer.Ordinal);
    private readonly HashSet<string> _annotationIds = new(StringComparer.Ordinal);

    /// <summary>What is wrong with the image itself.</summary>
    public IEnumerable<RuleFinding> CheckImage(AnnotatedImage image)
    {
        if (!_names.Add(image.Name))
            yield return RuleFinding.Error("LA002", $"Two images have this name.");
        else if (!_looseNames.Add(image.Name))
            yield return RuleFinding.Warning("LA027", $"The name of another image differs in upper and lower case only.");
        if (!SafePath.TryJoin(_folder, image.Name, out _))
            yield return RuleFinding.Warning("LA026", $"The name cannot be that of a file within a folder.");
        if (image.Id is { } id && !_imageIds.Add(id))
            yield return RuleFinding.Error("LA028", $"The identifier '{id}' is that of another image too.");
        if (image.Size is null or { Width: 0 } or { Height: 0 })
            yield return RuleFinding.Warning("LA003", $"The size of the picture is not known.");
        if (image.Annotations.IsEmpty)
            yield return RuleFinding.Warning("LA020", $"The image has no annotation.");
        if (image.Relations.IsEmpty)
            yield break;
        HashSet<string?> ids = [.. image.Annotations.Select(static annotation => annotation.Id)];
        foreach (Relation relation in image.Relations)
        {
            foreach (string end in new[] { relation.FromId, relation.ToId }.Where(end => !ids.Contains(end)))
                yield return RuleFinding.Error("LA029", $"A relation names the annotation '{end}', which the image does not have.");
        }
    }

    /// <summary>What is wrong with annotations beside the others, each with its position.</summary>
    public IEnumerable<(int Index, RuleFinding Finding)> CheckAmongEachOther(AnnotatedImage image)
    {
        HashSet<(IShape?, string?)> seen = [];
        HashSet<(string, string?)> tracks = [];
        for (int i = 0; i < image.Annotations.Count; i++)
        {
            Annotation annotation = image.Annotations[i];
            // Where the size is not known, shapes may be missing that tell annotations apart.
            bool isKnown = annotation.Shape is not null || image.Size is not null;
            if (isKnown && !seen.Add((annotation.Shape, annotation.Label)))
                yield return (i, RuleFinding.Warning("LA010", $"The same shape with the same label was there before."));
            if (annotation.Id is { } id && !_annotationIds.Add(id))
                yield return (i, RuleFinding.Error("LA011", $"The identifier '{id}' is used twice."));
            if (annotation.TrackId is { } track && annotation.Shape is IPlanarShape && !tracks.Add((track, annotation.Label)))
                yield return (i, RuleFinding.Warning("LA032", $"The track '{track}' is on the picture twice."));
            if (annotation.ParentId is { } parent && !image.Annotations.Any(other => other.Id == parent))
                yield return (i, RuleFinding.Error("LA031", $"The annotation is part of '{parent}', which the image does not have."));
        }
    }
}
