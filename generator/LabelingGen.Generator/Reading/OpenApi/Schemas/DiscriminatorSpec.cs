using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Schemas;

/// <summary>The <c>discriminator</c> keyword: a property name in 2.0, an object since 3.0.</summary>
internal static class DiscriminatorSpec
{
    public static string? PropertyName(SpecCursor discriminator)
    {
        string? name = discriminator.Scalar is { IsNull: false } scalar ? scalar.Text : discriminator.Text("propertyName");
        return string.IsNullOrEmpty(name) ? null : name;
    }

    /// <summary>The explicit mapping, with those entries left out (and reported) whose schema does not exist.</summary>
    public static IEnumerable<(string Value, SpecCursor Schema)> Mappings(ReaderContext context, SpecCursor discriminator)
    {
        foreach (SpecCursor entry in discriminator.Value("mapping")?.Entries() ?? Enumerable.Empty<SpecCursor>())
        {
            if (entry.Scalar is not { IsNull: false } scalar)
                continue;
            if (Find(context, entry, scalar.Text) is { } target)
                yield return (entry.Segment, target);
            else
                context.Report(Rules.DanglingMapping, entry, entry.Segment, scalar.Text);
        }
    }

    /// <summary>A mapping names its schema by pointer, by file or by bare name.</summary>
    private static SpecCursor? Find(ReaderContext context, SpecCursor entry, string reference)
    {
        SpecCursor? named = reference.IndexOf('/') < 0 && reference.IndexOf('#') < 0
            ? context.References.TryResolve(entry.Document, "#/components/schemas/" + JsonPointer.Escape(reference))
                ?? context.References.TryResolve(entry.Document, "#/definitions/" + JsonPointer.Escape(reference))
            : null;
        SpecCursor? target = named ?? context.References.TryResolve(entry.Document, reference);
        return target is null || ReferenceResolver.ReferenceOf(target) is null ? target : context.References.Follow(target);
    }
}
