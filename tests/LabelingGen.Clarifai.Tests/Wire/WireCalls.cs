using Google.Protobuf.WellKnownTypes;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;
using Call = System.Func<LabelingGen.Clarifai.ClarifaiClient, System.Threading.Tasks.Task>;

namespace LabelingGen.Clarifai.Tests.Wire;

/// <summary>Recorded calls of which the recording tells the peculiarity only in words.</summary>
internal static class WireCalls
{
    private static readonly byte[] Png = [0x89, .. "PNG123"u8];
    private static readonly Uri Picture = new("https://x/y.jpg");
    private static readonly InputDetails Prefixed = new() { ConceptIds = ConceptIds.Prefixed };
    private static readonly InputBulkOptions Once = new() { MaxRetries = 1, Bulk = new BulkOptions { MaxConcurrency = 1 } };

    public static readonly IReadOnlyDictionary<string, Call> Special = new Dictionary<string, Call>
    {
        ["App.create_workflow(yaml with new custom model)"] = c => c.App("a").CreateWorkflowAsync(WireFiles.Write("test.yml",
            WireFiles.Workflow)),
        ["App.create_workflow(generate_new_id=True)"] = c => c.App("a").CreateWorkflowAsync(
            WireFiles.Write("new.yml", WireFiles.Workflow), generateNewId: true),
        ["Dataset.get_upload_status(pre_upload=True)"] = c => c.App("a").Dataset("d").CountAsync(keepVersion: true),
        ["Dataset.upload_from_csv(raw text)"] = c => Read(c.App("a").Dataset("d").UploadCsvAsync(
            WireFiles.Write("texts.csv", WireFiles.Csv), CsvSource.Raw, details: Prefixed, options: Once)),
        ["Dataset.upload_from_folder(image,labels)"] = c => Read(c.App("a").Dataset("d").UploadImageFolderAsync(
            WireFiles.Folder("cats", ("A b.png", Png), ("c.jpg", Png), ("d.txt", Png)), Prefixed, labelByFolder: true, Once)),
        ["Dataset.upload_from_folder(text)"] = c => Read(c.App("a").Dataset("d").UploadTextFolderAsync(
            WireFiles.Folder("texts", ("t1.txt", "hi there"u8.ToArray())), options: Once)),
        ["Dataset.upload_dataset(visual_detection)"] = c => Read(c.App("a").Dataset("d").UploadAsync(
            [
                new DatasetItem
                {
                    Id = "7",
                    ImagePath = Path.Combine(WireFiles.Folder("boxes", ("A b.png", Png)), "A b.png"),
                    Boxes = [("big cat", (0.1f, 0.2f, 0.3f, 0.4f)), ("dog", (0.5f, 0.5f, 0.6f, 0.6f))],
                },
            ],
            Once,
            ConceptIds.Prefixed)),
        ["Dataset.upload_dataset(visual_classification)"] = c => Read(c.App("a").Dataset("d").UploadAsync(
            [
                new DatasetItem
                {
                    Id = "c1", ImagePath = Path.Combine(WireFiles.Folder("labels", ("A b.png", Png)), "A b.png"), Labels = ["cat"],
                },
            ],
            Once,
            ConceptIds.Prefixed)),
        ["Inputs.upload_from_url(image)"] = c => c.App("a").Inputs.UploadAsync(Input.FromUrl("i", Picture)),
        ["Inputs.upload_from_file(audio)"] = c => c.App("a").Inputs.UploadAsync(
            Input.FromFile("i", WireFiles.Write("a.mp3", "hi there"), InputType.Audio)),
        ["Inputs.upload_from_bytes(image)"] = c => c.App("a").Inputs.UploadAsync(Input.FromBytes("i", "abc"u8.ToArray())),
        ["Inputs.upload_inputs(multimodal)"] = c => c.App("a").Inputs.UploadAsync(Input.FromImageAndText("i", "q", Picture)),
        ["Inputs.upload_annotations(bbox)"] = c => c.App("a").Inputs.AnnotateAsync(
            [Annotation.OfBox("i", "big dog", (0.1f, 0.2f, 0.3f, 0.4f), ConceptIds.Prefixed)]),
        ["Inputs.list_annotations(batch_input)"] = c => Read(c.App("a").Inputs.ListAnnotationsAsync(["i0", "i1"])),
        ["Inputs.list_annotations()"] = c => Read(c.App("a").Inputs.ListAnnotationsAsync(null, new() { PerPage = 16 })),
        ["Inputs.delete_inputs"] = c => c.App("a").Inputs.DeleteAsync(["i0", "i1"]),
        ["Model.create_version(description)"] = c => c.App("a").Model("m").CreateVersionAsync(new() { Description = "x" }),
        ["Model.predict_by_url (2x MODEL_DEPLOYING then ok)"] = c => c.App("a").Model("train").PredictAsync(Picture),
        ["Model.predict_by_filepath"] = c => c.App("a").Model("train").PredictFileAsync(
            Path.Combine(WireFiles.Folder("file", ("p.png", Png)), "p.png")),
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
        ["Model.get_latest_eval"] = c => c.App("a").Model("train", "ver9").GetLatestEvaluationAsync(),
        ["Workflow.predict_by_url"] = c => c.App("a").Workflow("w").PredictAsync(new Uri("https://x")),
        ["Workflow.predict_by_bytes"] = c => c.App("a").Workflow("w").PredictAsync("hi"u8.ToArray(), InputType.Text),
        ["Search.query()"] = c => Read(c.App("a").Search().QueryAsync()),
        ["Search.query(ranks text, filters concepts/geo/metadata)"] = c => Read(c.App("a").Search().QueryAsync(
            [new() { Text = "dog" }],
            [
                new() { Concepts = [new() { Name = "dog", Value = 1 }, new() { Id = "cat" }] },
                new() { Near = (-29, 40, 10) },
                new() { Metadata = new Struct { Fields = { ["Breed"] = Value.ForString("x") } } },
            ])),
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
