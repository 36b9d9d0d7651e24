using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Reading;

/// <summary>A file as the compiler handed it over. Readers never open files themselves.</summary>
internal sealed record SpecFile(string Path, string Text);

/// <summary>The text of one spec: its main file, overlays to lay over it in order, and every other file it may refer to.</summary>
internal sealed record SpecSet(SpecFile Main, EquatableArray<SpecFile> Overlays, EquatableArray<SpecFile> Others)
{
    public SpecSet(SpecFile main)
        : this(main, EquatableArray<SpecFile>.Empty, EquatableArray<SpecFile>.Empty)
    {
    }
}
