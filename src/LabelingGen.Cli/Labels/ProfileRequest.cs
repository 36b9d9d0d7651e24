namespace LabelingGen.Cli;

/// <summary>What a conversion in a vendor's profile needs.</summary>
/// <param name="From">Format of the input.</param>
/// <param name="To">Format of the output.</param>
/// <param name="Input">File or folder that is read.</param>
/// <param name="WorkPath">File or folder that is written.</param>
internal sealed record ProfileRequest(string From, string To, string Input, string WorkPath)
{
    public string? ClassesFile { get; init; }

    public string? ImagesFolder { get; init; }

    public string? LabelConfigFile { get; init; }

    public string? UploadFolder { get; init; }

    public string? ImageRoot { get; init; }

    public string ProjectType { get; init; } = "image_bbox";

    public string? AnnotationClassesFile { get; init; }

    public string? PaletteFile { get; init; }

    public string? CocoFileName { get; init; }

    public int StartIndex { get; init; } = 1;

    public int? FrameCount { get; init; }

    public double? FramesPerSecond { get; init; }

    public int KeyframeStep { get; init; }
}
