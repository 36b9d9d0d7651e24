using System.Text.Json.Nodes;

namespace LabelingGen.Nucleus;

/// <summary>The arguments of the vendor's evaluation functions with their defaults; none of a function it may add.</summary>
internal static class StandardArguments
{
    public static JsonObject Of(string? function)
    {
        JsonObject? arguments = function switch
        {
            "bbox_iou" or "poly_iou" or "segmentation_to_poly_iou" => Overlap(false, 0, 0),
            "bbox_precision" or "bbox_recall" or "poly_precision" or "poly_recall" or "segmentation_to_poly_precision"
                or "segmentation_to_poly_recall" => Overlap(false, 0.5, 0),
            "bbox_map" or "poly_map" => new() { ["iou_threshold"] = 0.5 },
            "segmentation_to_poly_map" => new() { ["iou_thresholds"] = "coco" },
            "segmentation_to_poly_ap" => new() { ["label"] = "label", ["iou_threshold"] = 0.5 },
            "cuboid_iou_2d" => Flat(Overlap(true, 0, 0), isFlat: true),
            "cuboid_iou_3d" => Flat(Overlap(true, 0, 0), isFlat: false),
            "cuboid_precision" or "cuboid_recall" => Overlap(true, 0, 0),
            "cat_f1" => new() { ["confidence_threshold"] = null, ["f1_method"] = null },
            "seg_iou" or "seg_map" or "seg_precision" or "seg_recall" or "seg_fwavacc" => [],
            _ => null,
        };
        if (arguments is null)
            return [];
        arguments["annotation_filters"] = null;
        arguments["prediction_filters"] = null;
        return arguments;
    }

    private static JsonObject Overlap(bool enforceLabelMatch, double iouThreshold, double confidenceThreshold) => new()
    {
        ["enforce_label_match"] = enforceLabelMatch,
        ["iou_threshold"] = iouThreshold,
        ["confidence_threshold"] = confidenceThreshold,
    };

    private static JsonObject Flat(JsonObject arguments, bool isFlat)
    {
        arguments["iou_2d"] = isFlat;
        return arguments;
    }
}
