using System.IO.Compression;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Clarifai.Tests.Wire;

namespace LabelingGen.Clarifai.Tests;

/// <summary>Workflows and parameters as YAML, archives of datasets.</summary>
public sealed class FileTests : IDisposable
{
    private const string Exported = """
        workflow:
          id: w
          nodes:
          - id: n1
            model:
              model_id: face-detection
              model_version_id: 45fb9a671625463fa646c3523a3087d5
          - id: n2
            model:
              app_id: a
              model_id: mine
              model_version_id: b9987421b40a46649566826ef9325303
              user_id: u
            node_inputs:
            - node_id: n1

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("clarifai-files-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_workflow_is_exported_as_the_vendor_does_and_can_be_imported_again()
    {
        FakeService service = new FakeService().On<GetWorkflowRequest>("GetWorkflow", _ => new SingleWorkflowResponse
        {
            Status = FakeService.Success,
            Workflow = new Workflow
            {
                Id = "w",
                Nodes =
                {
                    Node("n1", "clarifai", "main", "face-detection", "45fb9a671625463fa646c3523a3087d5"),
                    Node("n2", "u", "a", "mine", "b9987421b40a46649566826ef9325303", "n1"),
                },
            },
        });
        service.On<GetModelRequest>("GetModel", r => new SingleModelResponse
        {
            Status = FakeService.Success,
            Model = new Model { Id = r.ModelId, ModelVersion = new ModelVersion { Id = r.VersionId } },
        });
        string path = Path.Combine(_folder, "w.yml");
        await service.App().Workflow("w").ExportAsync(path);
        (await File.ReadAllTextAsync(path)).ShouldBe(Exported.ReplaceLineEndings("\n"));

        await service.App().CreateWorkflowAsync(path);
        service.Sent<GetModelRequest>().Select(r => r.UserAppId.UserId + "/" + r.UserAppId.AppId).ShouldBe(["u/a", "u/a"]);
        Workflow posted = service.Sent<PostWorkflowsRequest>().Single().Workflows[0];
        posted.Nodes[1].NodeInputs.Single().NodeId.ShouldBe("n1");
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("workflow: [", "no YAML")]
    [InlineData("flow: {}", "'flow' is not known")]
    [InlineData("workflow: { id: w }", "'nodes' must be a list")]
    [InlineData("workflow: { id: w, nodes: [] }", "'nodes' must be a list")]
    [InlineData("workflow: { id: 'a b', nodes: [{ id: n, model: { model_id: m } }] }", "'a b'")]
    [InlineData("workflow: { id: w, nodes: [{ id: n, type: x, model: { model_id: m } }] }", "'type' is not known")]
    [InlineData("workflow: { id: w, nodes: [{ id: n, model: { model_id: m, weights: 1 } }] }", "'weights' is not known")]
    [InlineData("workflow: { id: w, nodes: [{ id: n, model: { model_id: m, model_version_id: xyz } }] }", "32 hexadecimal")]
    [InlineData("workflow: { id: w, nodes: [{ id: n, model: { model_id: m }, node_inputs: [{ node_id: later }] }] }", "no node 'later'")]
    [InlineData("workflow: { id: w, nodes: [{ id: n, model: { model_id: m } }, { id: n, model: { model_id: m } }] }", "two nodes 'n'")]
    [InlineData("workflow: { id: w, id: v }", "stands twice")]
    [InlineData("workflow: &a { id: w, nodes: [*a] }", "aliases")]
    [InlineData("a: 1\n---\nb: 2", "more than one document")]
    public async Task A_workflow_file_that_breaks_a_rule_is_named_and_nothing_is_sent(string text, string said)
    {
        FakeService service = new();
        string path = Path.Combine(_folder, "bad.yml");
        await File.WriteAllTextAsync(path, text);
        ClarifaiFileException wrong = await Should.ThrowAsync<ClarifaiFileException>(() => service.App().CreateWorkflowAsync(path));
        wrong.Message.ShouldContain(said);
        wrong.Path.ShouldBe(path);
        service.Calls.ShouldBeEmpty();
        await Should.ThrowAsync<FileNotFoundException>(() => service.App().CreateWorkflowAsync(Path.Combine(_folder, "none.yml")));
    }

    [Fact]
    public async Task A_failed_look_at_a_model_ends_the_import_instead_of_taking_the_model_before()
    {
        FakeService service = new FakeService().On<GetModelRequest>("GetModel", r => new SingleModelResponse
        {
            Status = new Status { Code = r.ModelId == "face-detection" ? StatusCode.Success : StatusCode.ConnInsufficientScopes },
            Model = new Model { Id = r.ModelId },
        });
        string path = Path.Combine(_folder, "w.yml");
        await File.WriteAllTextAsync(path, WireFiles.Workflow);
        (await Should.ThrowAsync<ClarifaiException>(() => service.App().CreateWorkflowAsync(path))).Status.ShouldBe(403);
        service.Methods.ShouldNotContain("PostWorkflows");
    }

    [Fact]
    public void Deep_yaml_is_refused() => Should.Throw<ClarifaiFileException>(
        () => WorkflowFile.Parse("x", string.Concat(Enumerable.Repeat("[", 5000)))).Message.ShouldContain("nested deeper");

    [Fact]
    public async Task Parameters_are_saved_edited_and_loaded()
    {
        FakeService service = WireAnswers.Create("");
        ModelParameters parameters = await service.App().Model("train").GetParametersAsync("T1");
        parameters.Set("batch_size", Value.ForNumber(32));
        parameters.Concepts!.Add("cat");
        parameters.DatasetId = "true";
        string path = Path.Combine(_folder, "params.yaml");
        await parameters.SaveAsync(path);
        (await File.ReadAllTextAsync(path)).ShouldBe(
            "dataset_id: 'true'\ndataset_version_id: ''\nconcepts:\n- cat\ntrain_params:\n  template: T1\n  batch_size: 32.0\n");

        ModelParameters again = await ModelParameters.LoadAsync(path);
        again.DatasetId.ShouldBe("true");
        again.Concepts.ShouldBe(["cat"]);
        again.Training.ShouldBe(parameters.Training);
        Should.Throw<ArgumentException>(() => again.Set("speed", Value.ForNumber(1))).Message.ShouldContain("batch_size");
    }

    [Fact]
    public async Task Parameters_recorded_of_the_vendor_are_read()
    {
        string path = Path.Combine(_folder, "params.yaml");
        await File.WriteAllTextAsync(path, """
            dataset_id: ''
            dataset_version_id: ''
            concepts: []
            train_params:
              base_embed_model: null
              invalid_data_tolerance_percent: 5.0
              template: T1
            inference_params:
              max_concepts: 20.0
            """);
        ModelParameters parameters = await ModelParameters.LoadAsync(path);
        parameters.Training.Fields["base_embed_model"].KindCase.ShouldBe(Value.KindOneofCase.NullValue);
        parameters.Training.Fields["invalid_data_tolerance_percent"].NumberValue.ShouldBe(5);
        parameters.Inference.Fields["max_concepts"].NumberValue.ShouldBe(20);
        await File.WriteAllTextAsync(path, "dataset_id: []");
        (await Should.ThrowAsync<ClarifaiFileException>(() => ModelParameters.LoadAsync(path))).Line.ShouldBe(1);
        await File.WriteAllTextAsync(path, "speed: 1");
        (await Should.ThrowAsync<ClarifaiFileException>(() => ModelParameters.LoadAsync(path))).Message.ShouldContain("'speed'");
    }

    [Fact]
    public async Task Source_text_of_a_parameter_is_kept_in_a_file_of_its_own_and_read_back()
    {
        ModelParameters parameters = new();
        parameters.Training.Fields["template"] = Value.ForString("MMDetection");
        parameters.Training.Fields["custom_config"] = Value.ForString("a = 1\nb = 'x: y'\n");
        string path = Path.Combine(_folder, "params.yaml");
        await parameters.SaveAsync(path);
        (await File.ReadAllTextAsync(path)).ShouldContain("custom_config: MMDetection.py\n");
        (await File.ReadAllTextAsync(Path.Combine(_folder, "MMDetection.py"))).ShouldBe("a = 1\nb = 'x: y'\n");
        ModelParameters again = await ModelParameters.LoadAsync(path);
        again.Training.ShouldBe(parameters.Training);

        FakeService service = WireAnswers.Create("");
        await service.App().Model("train").TrainAsync(again);
        service.Sent<PostModelVersionsRequest>().Single().ModelVersions[0].TrainInfo.Params.Fields["custom_config"].StringValue
            .ShouldBe("a = 1\nb = 'x: y'\n");
        File.Delete(Path.Combine(_folder, "MMDetection.py"));
        ClarifaiFileException missing = await Should.ThrowAsync<ClarifaiFileException>(() => ModelParameters.LoadAsync(path));
        (missing.Line, missing.Message.Contains("MMDetection.py", StringComparison.Ordinal)).ShouldBe((3, true));
        parameters.Training.Fields["template"] = Value.ForString("../x");
        (await Should.ThrowAsync<InvalidDataException>(() => parameters.SaveAsync(path))).Message.ShouldContain("../x");
    }

    [Fact]
    public async Task A_training_is_refused_for_unknown_concepts_templates_and_types()
    {
        FakeService service = WireAnswers.Create("");
        ClarifaiModel model = service.App().Model("train");
        (await Should.ThrowAsync<ArgumentException>(() => model.GetParametersAsync())).Message.ShouldContain("template");
        (await Should.ThrowAsync<ArgumentException>(() => model.GetParametersAsync("T9"))).Message.ShouldContain("T1");
        (await Should.ThrowAsync<InvalidOperationException>(() =>
            service.App().Model("crop").GetParametersAsync())).Message.ShouldContain("image-crop");
        ModelParameters parameters = await model.GetParametersAsync("T1");
        parameters.Concepts!.Add("unicorn");
        (await Should.ThrowAsync<ArgumentException>(() => model.TrainAsync(parameters))).Message.ShouldContain("unicorn");
        service.Methods.ShouldNotContain("PostModelVersions");
    }

    [Fact]
    public async Task An_archive_is_saved_with_its_annotations()
    {
        Input plain = Input.FromText("t1", "x", new() { Labels = ["cat"] });
        Input boxed = new() { Id = "t2", Data = Annotation.OfBox("t2", "dog", (0, 0, 1, 1)).Data };
        string path = Archive(("mimetype", "application/x.clarifai-data+protobuf"u8.ToArray()), ("train/a_n2", Batch(plain, boxed)));
        string target = Path.Combine(_folder, "out");
        IReadOnlyList<ExportedInput> saved = await new FakeService().App().Dataset("d").ExtractAsync(path, target);
        saved.Select(s => (s.InputId, s.Split, s.Error)).ShouldBe([("t1", "train", null), ("t2", "train", null)]);
        (await File.ReadAllTextAsync(Path.Combine(target, "train", "annotations", "t1.json"))).ShouldContain("\"cat\"");
        (await File.ReadAllTextAsync(Path.Combine(target, "train", "annotations", "t2.json"))).ShouldContain("boundingBox");
    }

    [Theory]
    [InlineData("../evil_n1")]
    [InlineData("/etc/evil_n1")]
    [InlineData("train/../../evil_n1")]
    [InlineData("C:/evil_n1")]
    [InlineData("train\\..\\..\\evil_n1")]
    [InlineData("train/CON")]
    [InlineData("train/nul.txt")]
    [InlineData("train/evil.")]
    [InlineData("train/evil ")]
    [InlineData("train/e\0vil_n1")]
    public void An_entry_that_leads_out_of_the_folder_is_refused(string name)
    {
        string path = Archive(("mimetype", "application/x.clarifai-data+protobuf"u8.ToArray()), (name, Batch(Input.FromText("a", "b"))));
        Should.Throw<InvalidDataException>(() => DatasetArchive.Open(path)).Message.ShouldContain(name.Replace('\0', '\uFFFD'));
    }

    [Theory]
    [InlineData("../../evil")]
    [InlineData("/evil")]
    [InlineData("..\\..\\evil")]
    public async Task An_input_whose_id_leads_out_of_the_folder_is_refused(string id)
    {
        Input hostile = new() { Id = id, Data = new Data { Concepts = { Concept.Positive("x") } } };
        string path = Archive(("mimetype", "application/x.clarifai-data+protobuf"u8.ToArray()), ("train/a_n1", Batch(hostile)));
        string target = Path.Combine(_folder, "out");
        await Should.ThrowAsync<InvalidDataException>(() => new FakeService().App().Dataset("d").ExtractAsync(path, target));
        Directory.EnumerateFiles(_folder, "*evil*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public void Other_damage_of_an_archive_is_found()
    {
        Should.Throw<InvalidDataException>(() => DatasetArchive.Open(Archive(("a", [1])))).Message.ShouldContain("mimetype");
        Should.Throw<InvalidDataException>(() => DatasetArchive.Open(Archive(("mimetype",
            "text/plain"u8.ToArray())))).Message.ShouldContain("text/plain");
        string twice = Archive(("mimetype", "application/x.clarifai-data+protobuf"u8.ToArray()), ("A", []), ("a", []));
        Should.Throw<InvalidDataException>(() => DatasetArchive.Open(twice)).Message.ShouldContain("twice");
        using DatasetArchive noBatch = DatasetArchive.Open(
            Archive(("mimetype", "application/x.clarifai-data+protobuf"u8.ToArray()), ("train/x_n1", [0xFF, 0xFF])));
        Should.Throw<InvalidDataException>(() => noBatch.ReadInputs().ToList()).Message.ShouldContain("train/x_n1");
        string bomb = Archive(("mimetype", "application/x.clarifai-data+protobuf"u8.ToArray()), ("train/b", new byte[40_000_000]));
        Should.Throw<InvalidDataException>(() => DatasetArchive.Open(bomb)).Message.ShouldContain("train/b");
    }

    private static byte[] Batch(params Input[] inputs) => new InputBatch { Inputs = { inputs } }.ToByteArray();

    private static WorkflowNode Node(string id, string user, string app, string model, string version, params string[] inputs) => new()
    {
        Id = id,
        Model = new Model { Id = model, UserId = user, AppId = app, ModelVersion = new ModelVersion { Id = version } },
        NodeInputs = { inputs.Select(i => new NodeInput { NodeId = i }) },
    };

    private string Archive(params (string Name, byte[] Content)[] entries)
    {
        string path = Path.Combine(_folder, $"{Guid.NewGuid():N}.zip");
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach ((string name, byte[] content) in entries)
        {
            using Stream entry = zip.CreateEntry(name).Open();
            entry.Write(content);
        }

        return path;
    }
}
