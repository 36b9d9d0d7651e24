using Google.Protobuf.WellKnownTypes;
using LabelingGen.Clarifai.Protobuf;
using Call = System.Func<LabelingGen.Clarifai.ClarifaiClient, System.Threading.Tasks.Task>;

namespace LabelingGen.Clarifai.Tests.Wire;

/// <summary>Recorded calls of which the recording tells the peculiarity only in words.</summary>
internal static class WireCalls
{
    public static readonly IReadOnlyDictionary<string, Call> Special = new Dictionary<string, Call>
    {
        ["App.create_workflow(yaml with new custom model)"] = c => c.App("a").CreateWorkflowAsync(WireFiles.Write("test.yml",
            WireFiles.Workflow)),
        ["Inputs.list_annotations()"] = c => Read(c.App("a").Inputs.ListAnnotationsAsync(null, new() { PerPage = 16 })),
        ["Model.predict_by_url (2x MODEL_DEPLOYING then ok)"] = c => c.App("a").Model("train").PredictAsync(new Uri("https://x/y.jpg")),
        ["Model.train()"] = async c => await c.App("a").Model("train").TrainAsync(await c.App("a").Model("train").GetParametersAsync("T1")),
        ["Model.evaluate"] = c => c.App("a").Model("train", "ver9").EvaluateAsync(
            new() { Id = "d" },
            new()
            {
                Id = "e1",
                EvalInfo = new EvalInfo { Params = new Struct { Fields = { ["y"] = Value.ForString("z") } } },
                ExtendedMetrics = new ExtendedMetrics { UserMetrics = new Struct { Fields = { ["x"] = Value.ForNumber(1) } } },
            }),
        ["Model.get_eval_by_id"] = c => c.App("a").Model("train").GetEvaluationAsync("e1", new() { LabelCounts = true, TestSet = true }),
        ["Search.query(filters input types+status)"] = c => Read(c.App("a").Search().QueryAsync(
            null,
            [new() { InputTypes = [InputType.Image, InputType.Text] }, new() { InputStatus = StatusCode.InputSuccess },
                new() { DatasetIds = ["d1"] }])),
        ["Search.query(top_k=1500)"] = c => Read(c.App("a").Search(SearchMetric.Euclidean).QueryAsync(
            null, [new() { InputTypes = [InputType.Image] }], 1500)),
        ["Runner.start (one item, 2 inputs, one fails)"] = c => c.User().Runner("r1").RunOnceAsync((input, _, _) =>
            input.Data.Text.Raw == "a"
            ? Task.FromResult(new Output { Data = new Data { Text = new Text { Raw = "a!" } } })
            : throw new InvalidOperationException("boom")),
    };

    private static async Task Read<T>(IAsyncEnumerable<T> items)
        where T : class
    {
        await foreach (T item in items)
            item.ShouldNotBeNull();
    }
}
