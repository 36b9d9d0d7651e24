namespace LabelingGen.Annotations.Compatibility;

/// <summary>Which export formats the vendor offers for a configuration.</summary>
internal static class LabelStudioFormatRules
{
    public static IEnumerable<string> Find(LabelStudioConfig config)
    {
        string[] always = ["JSON", "JSON_MIN", "CSV", "TSV"];
        bool hasDocuments = config.HasControl("TextArea") || config.HasControl("ReactCode") || config.HasControl("CustomInterface");
        List<string> formats = [.. always];
        if (hasDocuments)
            formats.Add("DOCLANG");
        if (config.DataKeys.Count > 1)
            return hasDocuments ? formats : always;
        formats.Add("CSV_OLD");
        HashSet<string> inputs =
            new(config.Controls.SelectMany(static control => control.Inputs).Select(static input => input.Type), StringComparer.Ordinal);
        bool hasImage = inputs.Contains("Image");
        bool hasLabels = config.HasControl("Labels");
        bool hasRectangles = config.HasControl("RectangleLabels");
        bool hasPolygons = config.HasControl("PolygonLabels");
        bool hasKeypoints = config.HasControl("KeyPointLabels");
        bool isPaired = hasLabels && (config.HasControl("Rectangle") || hasPolygons || hasKeypoints);
        if (inputs.Contains("Text") && hasLabels)
            formats.Add("CONLL2003");
        if (hasImage && (hasRectangles || config.HasControl("Rectangle") && hasLabels))
            formats.Add("VOC");
        if (hasImage && (hasRectangles || hasPolygons || hasKeypoints) || isPaired)
        {
            if (!hasKeypoints || hasRectangles)
                formats.AddRange(["COCO", "COCO_WITH_IMAGES", "YOLO", "YOLO_WITH_IMAGES"]);
            if (!(inputs.Contains("Video") && config.HasControl("TimelineLabels")))
                formats.AddRange(["YOLO_OBB", "YOLO_OBB_WITH_IMAGES"]);
        }

        if (hasImage && (config.HasControl("BrushLabels") || config.HasControl("brushlabels") || config.HasControl("Brush") && hasLabels))
            formats.AddRange(["BRUSH_TO_NUMPY", "BRUSH_TO_PNG", "BRUSH_TO_COCO"]);
        if ((inputs.Contains("Audio") || inputs.Contains("AudioPlus")) && config.HasControl("TextArea"))
            formats.Add("ASR_MANIFEST");
        return formats;
    }
}
