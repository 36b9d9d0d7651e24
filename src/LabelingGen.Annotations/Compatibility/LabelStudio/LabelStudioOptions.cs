namespace LabelingGen.Annotations.Compatibility;

/// <summary>What the Label-Studio-compatible exports need beside tasks and labeling configuration.</summary>
public sealed record LabelStudioOptions
{
    /// <summary>The defaults.</summary>
    public static LabelStudioOptions Default { get; } = new();

    /// <summary>
    /// Folder with uploaded files, for sounds whose address begins with <c>/data/upload/</c>. Nothing is ever loaded from the web.
    /// </summary>
    public string? UploadFolder { get; init; }

    /// <summary>Tells the date that COCO and YOLO files carry.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>An export format of the vendor's converter.</summary>
public enum LabelStudioExportFormat
{
    /// <summary>The tasks as they are: <c>result.json</c>.</summary>
    Json,

    /// <summary>One flat object for each annotation: <c>result.json</c>.</summary>
    JsonMin,

    /// <summary>A table with commas: <c>result.csv</c>.</summary>
    Csv,

    /// <summary>A table with tabulators, also called <c>result.csv</c>.</summary>
    Tsv,

    /// <summary>Tokens with tags: <c>result.conll</c>.</summary>
    Conll2003,

    /// <summary>One COCO document: <c>result.json</c>.</summary>
    Coco,

    /// <summary>Label files below <c>labels</c>, <c>classes.txt</c> and <c>notes.json</c>.</summary>
    Yolo,

    /// <summary>As <see cref="Yolo"/>, with four corners for each box.</summary>
    YoloOrientedBoxes,

    /// <summary>Files below <c>Annotations</c>.</summary>
    PascalVoc,

    /// <summary>A grey picture for each brush region.</summary>
    BrushToPng,

    /// <summary>A NumPy array for each brush region.</summary>
    BrushToNumpy,

    /// <summary>A COCO document of contours: <c>result_coco.json</c>.</summary>
    BrushToCoco,

    /// <summary>Transcriptions of sounds: <c>manifest.json</c> and the sounds below <c>audio</c>.</summary>
    AsrManifest,
}
