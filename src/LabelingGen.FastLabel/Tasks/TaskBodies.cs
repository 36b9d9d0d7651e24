using LabelingGen.Core;

namespace LabelingGen.FastLabel;

/// <summary>What every body that creates or changes a task has.</summary>
internal interface ITaskBody
{
    FastLabelTaskStatus? Status { get; }

    ExternalTaskStatus? ExternalStatus { get; }
}

/// <summary>A body that makes a task under a name, which is unique in its project.</summary>
internal interface INamedTaskBody : ITaskBody
{
    string Project { get; }

    string Name { get; }
}

/// <summary>A body with annotations.</summary>
internal interface IAnnotatedBody : ITaskBody
{
    IReadOnlyList<TaskAnnotation>? Annotations { get; set; }

    /// <summary>What the API is told as the annotations' content; <see langword="null"/> = what each annotation says.</summary>
    string? AnnotationContent { get; }
}

/// <summary>A body with the attributes of a classification.</summary>
internal interface IClassifiedBody : ITaskBody
{
    IReadOnlyList<TaskAttribute>? Attributes { get; set; }
}

/// <summary>A body with one file.</summary>
internal interface IFileBody
{
    Base64Content File { get; set; }

    FileRule FileRule { get; }
}

/// <summary>A body with several files.</summary>
internal interface IFolderBody
{
    IReadOnlyList<Content> Contents { get; }

    FolderRule FolderRule { get; }
}
