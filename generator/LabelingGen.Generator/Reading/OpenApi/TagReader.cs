using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi;

internal static class TagReader
{
    public static EquatableArray<Tag> Read(SpecCursor root)
    {
        List<Tag> tags = new();
        foreach (SpecCursor at in root.Value("tags")?.Items() ?? [])
        {
            if (at.Text("name") is { Length: > 0 } name && tags.All(t => t.Name != name))
                tags.Add(new Tag(name, at.Text("description") ?? at.Text("summary")) { PreferredName = at.Text("x-csharp-name") });
        }

        return tags.ToEquatableArray();
    }
}
