namespace LabelingGen.Generator.Reading.Tree;

/// <summary>A stretch of a file. Lines and columns count from 0; the end is exclusive.</summary>
internal readonly record struct SourceSpan(int StartLine, int StartColumn, int EndLine, int EndColumn)
{
    public static readonly SourceSpan None = default;

    /// <summary>The stretch so many lines further down.</summary>
    public SourceSpan Below(int lines) => new(StartLine + lines, StartColumn, EndLine + lines, EndColumn);
}
