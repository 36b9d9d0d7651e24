namespace LabelingGen.Cli;

/// <summary>What happened to a part of a client.</summary>
internal enum ChangeKind
{
    Added,
    Removed,
    Renamed,
    /// <summary>Fewer values are possible than before.</summary>
    Narrowed,
    /// <summary>More values are possible than before.</summary>
    Widened,
    Changed,
    Deprecated,
}

/// <summary>The part of a client a change is about.</summary>
internal enum ChangeSubject
{
    Client,
    Operation,
    Parameter,
    Body,
    Result,
    Type,
    Property,
    EnumValue,
    Variant,
}

/// <summary>A place in a spec; lines and columns count from 1.</summary>
internal sealed record SpecPlace(string File, int Line, int Column);

/// <summary>One difference between the clients of two documents.</summary>
/// <param name="Name">As the user writes it: <c>Tasks.GetAsync</c>, <c>Tasks.GetAsync(expand)</c>, <c>ScaleTask.Status</c>.</param>
/// <param name="Detail">What is different, without a full stop.</param>
/// <param name="IsBreaking">Code that compiled and worked against the old client may no longer do so against the new one.</param>
internal sealed record SurfaceChange(ChangeKind Kind, ChangeSubject Subject, string Name, string Detail, bool IsBreaking)
{
    /// <summary>Where the old document has it; <see langword="null"/> where it has not.</summary>
    public SpecPlace? Old { get; init; }

    /// <summary>Where the new document has it; <see langword="null"/> where it has not.</summary>
    public SpecPlace? New { get; init; }
}
