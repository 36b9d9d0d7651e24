using System.Globalization;
using Google.Protobuf;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;

namespace LabelingGen.Clarifai.Tests;

/// <summary>Building inputs and annotations, reading files of them, and uploads in bulk.</summary>
public sealed class InputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clarifai-inputs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Messages_write_numbers_alike_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        commas.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = commas;
        try
        {
            Should.Throw<ArgumentException>(
                () => Annotation.OfBox("i", "l", (0.5f, 0, 0.25f, 1))).Message.ShouldContain("(0.5, 0, 0.25, 1)");
            Should.Throw<ArgumentException>(() => Annotation.OfPolygon("i", "l", [(0, 0), (1, 1), (1.5f, 0)])).Message
                .ShouldContain("(1.5, 0)");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_label_is_stated_to_be_true()
    {
        Concept concept = Concept.Positive("big dog");
        (concept.Id, concept.Name, concept.Value).ShouldBe(("big dog", "big dog", 1f));
        Concept.Positive("big dog", ConceptIds.Prefixed).Id.ShouldBe("id-bigdog");
    }

    [Fact]
    public async Task Bad_input_is_named_before_anything_is_sent()
    {
        FakeService service = new();
        ClarifaiInputs inputs = service.App().Inputs;
        (await Should.ThrowAsync<ArgumentException>(() => inputs.UploadAsync(Many(129)))).Message.ShouldContain("1 to 128 inputs, not 129");
        (await Should.ThrowAsync<ArgumentException>(() => inputs.UploadAsync([]))).Message.ShouldContain("not 0");
        (await Should.ThrowAsync<ArgumentException>(() => service.App().Model("m").PredictAsync(Many(129)))).Message.ShouldContain("129");
        (await Should.ThrowAsync<ArgumentException>(() =>
            service.App().Workflow("w").PredictAsync(Many(33)))).Message.ShouldContain("1 to 32");
        Should.Throw<ArgumentException>(() => Input.FromUrl("i", new Uri("ftp://x/y"))).Message.ShouldContain("ftp://x/y");
        Should.Throw<ArgumentException>(() => Input.FromText(" ", "t")).Message.ShouldContain("id");
        Should.Throw<ArgumentException>(() => Input.FromBytes("i", default)).Message.ShouldContain("empty");
        Should.Throw<ArgumentException>(() => Input.FromBytes("i", new byte[] { 0xC3 }, InputType.Text)).Message.ShouldContain("UTF-8");
        Should.Throw<FileNotFoundException>(() => Input.FromFile("i", Path.Combine(_folder, "no.png")));
        Should.Throw<ClarifaiFileException>(() => Input.FromFile("i", "x.pdf")).Message.ShouldContain("'.pdf'");
        Should.Throw<ClarifaiFileException>(() => Input.FromFile("i", "x.mp4")).Message.ShouldContain("as image");
        Should.Throw<ClarifaiFileException>(() => Input.FromFile("i", "x.PNG", InputType.Text)).Message.ShouldContain("as text");
        await Should.ThrowAsync<ClarifaiFileException>(() => service.App().Model("m").PredictFileAsync("x.docx", InputType.Video));
        await Should.ThrowAsync<ClarifaiFileException>(() => service.App().Workflow("w").PredictFileAsync("x.mp3"));
        Should.Throw<ArgumentException>(() => Input.FromImageAndText("i", "t")).Message.ShouldContain("one picture");
        Should.Throw<ArgumentException>(() => Annotation.OfBox("i", "l", (0.5f, 0, 0.4f, 1))).Message.ShouldContain("0.5");
        Should.Throw<ArgumentException>(() => Annotation.OfBox("i", "l", (float.NaN, 0, 1, 1)));
        Should.Throw<ArgumentException>(() => Annotation.OfPolygon("i", "l", [(0, 0), (1, 1)])).Message.ShouldContain("three");
        Should.Throw<ArgumentException>(() => Annotation.OfPolygon("i", "l", [(0, 0), (1, 1), (2, 0)])).Message.ShouldContain("(2, 0)");
        Should.Throw<ArgumentException>(() => Annotation.OfMask("i", "l", default));
        Should.Throw<ArgumentException>(() => service.App().Dataset(""));
        service.Calls.ShouldBeEmpty();
    }

    [Fact]
    public void A_mask_and_a_polygon_keep_rows_and_columns_apart()
    {
        Point corner = Annotation.OfPolygon("i", "l", [(0.1f, 0.2f), (0.3f, 0.4f), (0.5f,
            0.1f)]).Data.Regions[0].RegionInfo.Polygon.Points[0];
        (corner.Col, corner.Row, corner.Visibility).ShouldBe((0.1f, 0.2f, Point.Types.Visibility.Visible));
        Annotation.OfMask("i", "l", new byte[] { 1 }).Data.Regions[0].RegionInfo.Mask.Image.Base64.ShouldBe(ByteString.CopyFrom(1));
    }

    [Fact]
    public void A_row_without_concepts_does_not_take_those_of_later_rows()
    {
        string path = Write("a.csv", "inputid,input,concepts\n1,x,\n2,\"y\"\"z\n\",\"a,b\"\r\n");
        Input[] inputs = [.. InputFiles.FromCsv(path, CsvSource.Raw)];
        inputs.Select(i => (i.Id, i.Data.Text.Raw, i.Data.Concepts.Count)).ShouldBe([("1", "x", 0), ("2", "y\"z\n", 2)]);
    }

    [Fact]
    public void Files_and_addresses_of_a_csv_file_become_inputs_of_the_type()
    {
        Write("p.png", "not really");
        string files = Write("b.csv", "input,metadata,geopoints\np.png,\"{'a': {'b': [1, true]}}\",\"13.4,52.5\"\n");
        Input input = InputFiles.FromCsv(files, CsvSource.FilePath, InputType.Image, new() { DatasetId = "d" }, withLabels: false).Single();
        input.Data.Image.Base64.ToStringUtf8().ShouldBe("not really");
        input.Id.Length.ShouldBe(32);
        input.DatasetIds.ShouldBe(["d"]);
        input.Data.Geo.GeoPoint.ShouldBe(new GeoPoint { Longitude = 13.4f, Latitude = 52.5f });
        JsonFormatter.Default.Format(input.Data.Metadata).ShouldBe("""{ "a": { "b": [ 1, true ] } }""");
        string urls = Write("c.csv", "input\nhttps://x/v.mp4\n");
        InputFiles.FromCsv(urls, CsvSource.Url, InputType.Video, withLabels: false).Single().Data.Video.Url.ShouldBe("https://x/v.mp4");
    }

    [Theory]
    [InlineData("", "no header")]
    [InlineData("input,colour\nx,y\n", "'colour'")]
    [InlineData("concepts\nx\n", "'input' is missing")]
    [InlineData("input\nx\n", "'concepts' is missing")]
    [InlineData("input,input,concepts\nx,y,z\n", "twice")]
    [InlineData("input,concepts\nx\n", "line 2: it has 1 cells under 2 columns")]
    [InlineData("input,concepts\n\"x,y\n", "line 2: a quoted cell is not closed")]
    [InlineData("input,concepts\n\"x\"y,z\n", "line 2: something follows")]
    [InlineData("input,concepts,metadata\nx,y,[1]\n", "line 2: the metadata")]
    [InlineData("input,concepts,geopoints\nx,y,\"1\"\n", "line 2: the place '1'")]
    [InlineData("input,concepts,geopoints\nx,y,\"1,91\"\n", "line 2: the place '1,91'")]
    public void A_csv_file_that_breaks_a_rule_is_named_with_its_line(string text, string said)
    {
        string path = Write("bad.csv", text);
        ClarifaiFileException wrong = Should.Throw<ClarifaiFileException>(() => InputFiles.FromCsv(path, CsvSource.Raw).ToList());
        wrong.Message.ShouldContain(said);
        wrong.Message.ShouldStartWith(path);
    }

    [Fact]
    public void Arguments_about_files_that_do_not_fit_are_refused()
    {
        Should.Throw<ArgumentException>(() => InputFiles.FromCsv(Write("a.txt", ""), CsvSource.Raw)).Message.ShouldContain(".csv");
        Should.Throw<ArgumentException>(() => InputFiles.FromCsv(Write("b.csv", ""), CsvSource.Raw,
            InputType.Image)).Message.ShouldContain("Image");
        Should.Throw<FileNotFoundException>(() => InputFiles.FromCsv(Path.Combine(_folder, "none.csv"), CsvSource.Raw));
        Should.Throw<DirectoryNotFoundException>(() => InputFiles.FromImageFolder(Path.Combine(_folder, "none")));
        ClarifaiFileException missing = Should.Throw<ClarifaiFileException>(() => InputFiles.FromCsv(
            Write("m.csv", "input,concepts\nnone.png,\n"), CsvSource.FilePath, InputType.Image).ToList());
        missing.Line.ShouldBe(2);
    }

    [Fact]
    public async Task The_failed_part_of_a_call_is_deleted_and_uploaded_again_and_a_duplicate_is_left_alone()
    {
        int round = 0;
        FakeService service = Uploading(sent => sent.Ids.Where(id => id != "bad" && (id != "late" || round > 1)));
        service.On<PostInputsRequest>("PostInputs", r =>
        {
            round++;
            return new MultiInputResponse
            {
                Status = new Status { Code = StatusCode.MixedStatus },
                Inputs =
                {
                    r.Inputs.Select(i => new Input
                    {
                        Id = i.Id,
                        Status = i.Id == "twice"
                            ? new Status { Code = StatusCode.InputDuplicate, Details = "Input has a duplicate ID." }
                            : new Status { Code = StatusCode.InputPending },
                    }),
                },
            };
        });
        Input[] inputs = [Input.FromText("good", "1"), Input.FromText("late", "2"), Input.FromText("bad", "3"), Input.FromText("twice",
            "4")];
        Dictionary<string, ItemOutcome<Input, Input>> outcomes = await Collect(service.App().Inputs.UploadAllAsync(inputs));

        outcomes["good"].State.ShouldBe(ItemState.Done);
        outcomes["late"].State.ShouldBe(ItemState.Done);
        outcomes["bad"].Error.ShouldBeOfType<InputFailedException>();
        ((InputFailedException)outcomes["twice"].Error!).InputOutcome.IsDuplicate.ShouldBeTrue();
        service.Sent<PostInputsRequest>().Select(r => string.Join(',', r.Inputs.Select(i => i.Id)))
            .ShouldBe(["good,late,bad,twice", "late,bad", "bad"]);
        service.Sent<DeleteInputsRequest>().SelectMany(r => r.Ids).ShouldNotContain("twice");
        service.Sent<PostInputsRequest>().Select(r => r.InputsAddJobId).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task Nothing_is_deleted_when_nothing_failed_and_a_call_takes_128()
    {
        FakeService service = Uploading(sent => sent.Ids);
        Dictionary<string, ItemOutcome<Input, Input>> outcomes = await Collect(service.App().Inputs.UploadAllAsync(Many(300)));
        outcomes.Count.ShouldBe(300);
        outcomes.Values.ShouldAllBe(o => o.State == ItemState.Done);
        service.Sent<PostInputsRequest>().Select(r => r.Inputs.Count).Order().ShouldBe([44, 128, 128]);
        service.Methods.ShouldNotContain("DeleteInputs");
    }

    [Fact]
    public async Task Processing_that_takes_too_long_is_cancelled_and_its_inputs_are_deleted()
    {
        FakeService service = Uploading(_ => []);
        service.On<GetInputsAddJobRequest>("GetInputsAddJob", _ => new SingleInputsAddJobResponse
        {
            Status = FakeService.Success,
            InputsAddJob = new InputsAddJob { Progress = new InputsAddJobProgress { PendingCount = 1 } },
        });
        InputBulkOptions options = new() { MaxRetries = 0, ProcessingTimeout = TimeSpan.FromMinutes(5) };
        (await Collect(service.App().Inputs.UploadAllAsync(Many(1), options))).Single().Value.State.ShouldBe(ItemState.Failed);
        service.Methods.ShouldContain("CancelInputsAddJob");
        service.Methods.Last().ShouldBe("DeleteInputs");
        service.Clock.Elapsed.ShouldBeInRange(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(6));
    }

    [Fact]
    public async Task Items_of_a_dataset_get_one_id_for_input_and_annotations()
    {
        FakeService service = Uploading(sent => sent.Ids);
        service.On<PostAnnotationsRequest>("PostAnnotations", r => new MultiAnnotationResponse
        {
            Status = FakeService.Success,
            Annotations = { r.Annotations.Select(a => new Annotation { InputId = a.InputId,
                Status = new Status { Code = StatusCode.AnnotationSuccess } }) },
        });
        DatasetItem item = new() { ImageBytes = new byte[] { 1 }, Boxes = [("cat", (0, 0, 1, 1)), ("dog", (0, 0, 0.5f, 1))] };
        List<DatasetItemOutcome> outcomes = [];
        await foreach (DatasetItemOutcome outcome in service.App().Dataset("d").UploadAsync([item]))
            outcomes.Add(outcome);
        outcomes.Single().IsDone.ShouldBeTrue();
        string id = service.Sent<PostInputsRequest>().Single().Inputs[0].Id;
        id.ShouldMatch("^d-[0-9a-f]{8}$");
        service.Sent<PostAnnotationsRequest>().Single().Annotations.ShouldAllBe(a => a.InputId == id);
    }

    private static FakeService Uploading(Func<ListInputsRequest, IEnumerable<string>> processed) => new FakeService()
        .On<PostInputsRequest>("PostInputs", r => new MultiInputResponse
        {
            Status = FakeService.Success,
            Inputs = { r.Inputs.Select(i => new Input { Id = i.Id, Status = new Status { Code = StatusCode.InputPending } }) },
        })
        .On<ListInputsRequest>("ListInputs", r => new MultiInputResponse
        {
            Status = FakeService.Success,
            Inputs = { processed(r).Select(id => new Input { Id = id }) },
        });

    private static Input[] Many(int count) => [.. Enumerable.Range(0, count).Select(i => Input.FromText($"i{i}", "t"))];

    private static async Task<Dictionary<string, ItemOutcome<Input, Input>>> Collect(IAsyncEnumerable<ItemOutcome<Input, Input>> outcomes)
    {
        Dictionary<string, ItemOutcome<Input, Input>> found = [];
        await foreach (ItemOutcome<Input, Input> outcome in outcomes)
            found.Add(outcome.Item.Id, outcome);
        return found;
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
