namespace LabelingGen.Annotations;

/// <summary>How bad a finding is.</summary>
public enum FindingSeverity
{
    /// <summary>Legal, but often a mistake.</summary>
    Warning,

    /// <summary>Tools will fail or count wrongly.</summary>
    Error,
}

/// <summary>Something wrong in a data set, with its place.</summary>
/// <param name="Code">The rule, for instance <c>LA003</c>; see <see cref="DatasetRules"/>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Message">What is wrong, for people.</param>
public sealed record DatasetFinding(string Code, FindingSeverity Severity, string Message)
{
    /// <summary>The file it was found in, if it is a matter of one.</summary>
    public string? File { get; init; }

    /// <summary>The line in the file, counted from 1.</summary>
    public long? Line { get; init; }

    /// <summary>The JSON path or element path within the file.</summary>
    public string? ElementPath { get; init; }

    /// <summary>The name of the image.</summary>
    public string? Image { get; init; }

    /// <summary>The position of the annotation within its image, counted from 0.</summary>
    public int? AnnotationIndex { get; init; }

    /// <summary>The annotation's identifier, if it has one.</summary>
    public string? AnnotationId { get; init; }
}
