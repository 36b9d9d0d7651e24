using System.Text.RegularExpressions;
using LabelingGen.Testing;

namespace LabelingGen.Nucleus.Tests.Wire;

/// <summary>The harness knows every method of the vendor's checklist, not only those of the recordings at hand.</summary>
public sealed partial class MappingTests
{
    private static readonly string[] Shapes =
    [
        "BoxAnnotation", "LineAnnotation", "PolygonAnnotation", "KeypointsAnnotation", "CuboidAnnotation", "CategoryAnnotation",
        "SceneCategoryAnnotation", "SegmentationAnnotation", "MultiCategoryAnnotation", "BoxPrediction", "LinePrediction",
        "PolygonPrediction", "KeypointsPrediction", "CuboidPrediction", "CategoryPrediction", "SceneCategoryPrediction",
        "SegmentationPrediction",
    ];

    private static readonly string[] OfShapes = ["from_json", "to_payload", "to_json", "has_local_files_to_upload"];

    private static readonly Dictionary<string, string> OfValues = new()
    {
        ["Point"] = "from_json to_payload",
        ["Point3D"] = "from_json to_payload to_list to_numpy",
        ["LidarPoint"] = "from_json to_payload to_list to_numpy",
        ["Keypoint"] = "from_json to_payload",
        ["Segment"] = "from_json to_payload",
        ["Quaternion"] = "from_json to_payload",
        ["CameraParams"] = "from_json to_payload",
        ["Frame"] = "add_item from_json get_item get_items get_sensors to_payload",
        ["LidarScene"] = "add_frame add_item from_json get_frame get_frames get_item get_items get_items_from_sensor get_sensors info "
            + "to_json to_payload",
        ["VideoScene"] = "add_item from_json get_item get_items info to_json to_payload",
        ["DatasetItem"] = "from_json to_json to_payload",
        ["DatasetInfo"] = "construct copy dict json parse_obj parse_raw validate model_construct model_copy model_dump model_dump_json "
            + "model_validate model_validate_json",
        ["AsyncJob"] = "errors from_id sleep_until_complete status",
        ["EmbeddingsExportJob"] = "errors from_id result_urls sleep_until_complete status",
        ["Track"] = "update from_json to_payload to_json",
        ["Model"] = "from_json run evaluate",
        ["NucleusClient"] = "create_evaluation_v2 list_evaluations_v2 get_evaluation_v2",
        ["ScenarioTestMetric"] = "set_threshold",
        ["ScenarioTestEvaluation"] = "item_evals",
        ["ModelRun"] = "info commit predict iloc refloc loc prediction_loc ungrouped_export",
    };

    [Fact]
    public void Every_local_method_of_the_official_client_is_known()
    {
        IEnumerable<string> all = Shapes.SelectMany(shape => OfShapes.Select(method => $"{shape}.{method}"))
            .Concat(OfValues.SelectMany(type => type.Value.Split(' ').Select(method => $"{type.Key}.{method}")));
        all.Where(name => !NucleusWire.Vendor.Knows(name) && !NucleusWire.Vendor.KnowsAttribute(name)).ShouldBeEmpty();
    }

    /// <summary>The checklist of the public surface names every method and property that calls the server.</summary>
    [Fact]
    public void Every_call_of_the_official_client_is_known()
    {
        string[] calls =
        [
            .. File.ReadAllLines(RepositoryPaths.InRepository("tests/LabelingGen.Nucleus.Tests/Client/Checklist.txt"))
                .Select(line => Call().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value),
        ];
        calls.Length.ShouldBeGreaterThan(120);
        // The official client has these under other names, and the last one in a form that cannot be called.
        string[] ours =
        [
            "EvaluationV2.create", "EvaluationV2.list", "EvaluationV2.get", "ScenarioTest.item_evals", "ScenarioTest.set_threshold",
            "Slice.check_annotations_are_in_slice",
        ];
        calls.Except(ours).Where(call => !call.StartsWith("Metrics.", StringComparison.Ordinal))
            .Where(call => !NucleusWire.Vendor.Knows(call) && !NucleusWire.Vendor.KnowsAttribute(call)).ShouldBeEmpty();
    }

    [GeneratedRegex(@"^([A-Za-z0-9]+\.[a-z_]+) = ")]
    private static partial Regex Call();
}
