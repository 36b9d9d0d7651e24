using System.ClientModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Testing.Wire;

namespace LabelingGen.Nucleus.Tests.Wire;

internal static partial class NucleusWire
{
    private static readonly string[] FilterNames =
    [
        "confidence_range", "iou_range", "pred_labels", "gt_labels", "item_metadata", "prediction_metadata", "label_equality",
        "has_ground_truth", "tide_background",
    ];

    private static void MapEvaluations(WireVendor vendor) => vendor
        .Class<Evaluation>("EvaluationV2")
        .Class<EvaluationCharts>("EvaluationV2Charts")
        .Class<EvaluationExamples>("EvaluationV2ExamplesPage")
        .Class<EvaluationLabelMatch>("AllowedLabelMatch")
        .Class<AllowedLabelMatch>("AllowedLabelMatch")
        .Class<EvaluationFilters>("EvaluationV2FilterArgs")
        .Method("AllowedLabelMatch(ground_truth_label, model_prediction_label)", c => new AllowedLabelMatch
        {
            GroundTruthLabel = c.Text("ground_truth_label"),
            ModelPredictionLabel = c.Text("model_prediction_label"),
        })
        .Attribute("AllowedLabelMatch.ground_truth_label", c =>
            LabelMatch(c, m => m.GroundTruthLabel ?? m.GroundTruthLabelText, m => m.GroundTruthLabel))
        .Attribute("AllowedLabelMatch.model_prediction_label", c =>
            LabelMatch(c, m => m.ModelPredictionLabel ?? m.ModelPredictionLabelText, m => m.ModelPredictionLabel))
        .Method($"EvaluationV2FilterArgs({string.Join(", ", FilterNames.Select(n => n + "=None"))})", c =>
            Filters(WithoutNulls(c.ObjectOf(false, FilterNames))!.AsObject()))
        .Method(
            "NucleusClient.create_evaluation_v2(model_run_id, name=None, allowed_label_matches=None, allowed_label_matches_id=None)",
            async c =>
            {
                EvaluationJob job = await c.Nucleus().Evaluations.CreateAsync(c.Text("model_run_id"), new CreateEvaluationRequest
                {
                    Name = c.OptionalText("name"),
                    AllowedLabelMatches = c.Values<AllowedLabelMatch>("allowed_label_matches"),
                    AllowedLabelMatchesId = c.OptionalText("allowed_label_matches_id"),
                });
                return await Value(c.Nucleus().Evaluations.GetAsync(job.Id));
            })
        .Method("NucleusClient.list_evaluations_v2(model_run_id)", async c =>
            await Value(c.Nucleus().Evaluations.ListAsync(c.Text("model_run_id"))))
        .Method("NucleusClient.get_evaluation_v2(evaluation_id)", async c =>
            await Value(c.Nucleus().Evaluations.GetAsync(c.Text("evaluation_id"))))
        .Attribute("EvaluationV2.allowed_label_matches", c => c.On<Evaluation>().AllowedLabelMatches)
        .Method("EvaluationV2.refresh()", async c =>
        {
            c.Instance.Value = await Value(c.Nucleus().Evaluations.GetAsync(c.On<Evaluation>().Id));
            return c.Instance;
        })
        .Method("EvaluationV2.delete()", async c =>
        {
            await c.Nucleus().Evaluations.DeleteAsync(c.On<Evaluation>().Id);
            return null;
        })
        .Method("EvaluationV2.wait_for_completion(timeout_sec=600, poll_interval=5)", WaitForEvaluationAsync)
        .Method("EvaluationV2.charts(iou_threshold=0.5, filters=None, query=None)", async c =>
            await Value(c.Nucleus().Evaluations.GetChartsAsync(
                c.On<Evaluation>().Id, c.Number("iou_threshold") ?? 0.5, FiltersOf(c), c.OptionalText("query"))))
        .Method(
            "EvaluationV2.examples(match_type, limit=50, offset=0, sort_by=None, sort_order=None, filters=None, query=None)",
            async c =>
            {
                AsyncCollectionResult<MatchExample> list = c.Nucleus().Evaluations.ListExamplesAsync(
                    c.On<Evaluation>().Id,
                    new EvaluationExamplesRequest
                    {
                        MatchType = c.Text("match_type"),
                        Limit = c.Integer("limit")!.Value,
                        Offset = c.Integer("offset")!.Value,
                        SortBy = c.OptionalText("sort_by"),
                        SortOrder = c.OptionalText("sort_order"),
                        Filters = FiltersOf(c),
                        Query = c.OptionalText("query"),
                    });
                await foreach (ClientResult page in list.GetRawPagesAsync())
                    return JsonSerializer.Deserialize<EvaluationExamples>(page.GetRawResponse().Content);
                return null;
            });

    private static async Task<object?> WaitForEvaluationAsync(WireCall c)
    {
        EvaluationJob job = c.Nucleus().Evaluations.ResumeEvaluationJob(c.On<Evaluation>().Id);
        JobPollingOptions polling = new() { Timeout = TimeSpan.FromSeconds(c.Number("timeout_sec") ?? 600) };
        try
        {
            c.Instance.Value = await job.WaitForCompletionAsync(null, polling);
        }
        catch (JobFailedException canceled) when (canceled.WasCanceled)
        {
            c.Instance.Value = JsonSerializer.Deserialize<Evaluation>(job.GetRawResponse().Content)!;
        }

        return c.Instance;
    }

    private static string? LabelMatch(
        WireCall c, Func<EvaluationLabelMatch, string?> read, Func<AllowedLabelMatch, string?> given) =>
        c.Instance.Value is EvaluationLabelMatch match ? read(match) : given(c.On<AllowedLabelMatch>());

    private static EvaluationFilters? FiltersOf(WireCall c) => c["filters"] switch
    {
        null => null,
        WireInstance { Value: EvaluationFilters known } => known,
        _ => Filters(c.Object("filters")!),
    };

    /// <summary>The official client leaves nulls out, but not inside of a value to compare with.</summary>
    private static JsonNode? WithoutNulls(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Where(member => member.Value is not null).Select(member =>
            KeyValuePair.Create(member.Key, member.Key == "value" ? member.Value!.DeepClone() : WithoutNulls(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(WithoutNulls)]),
        _ => node?.DeepClone(),
    };

    /// <summary>The program may give names with underscores or without.</summary>
    private static EvaluationFilters Filters(JsonObject given) => Model<EvaluationFilters>(new JsonObject(given.Select(p =>
        KeyValuePair.Create(
            string.Concat(p.Key.Split('_').Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..])),
            p.Value?.DeepClone()))));
}
