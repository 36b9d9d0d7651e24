using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Semantics;

/// <summary>A misspelt key of one of our own extensions must not be ignored in silence.</summary>
internal static class ExtensionKeys
{
    public static void Check(ReaderContext context, SpecCursor extension, IReadOnlyCollection<string> known)
    {
        foreach (SpecCursor entry in extension.Entries().Where(e => !known.Contains(e.Segment)))
            context.Report(Rules.ExtensionKey, entry, extension.Segment, entry.Segment);
    }
}
