using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;

namespace LabelingGen.Clarifai.Tests;

/// <summary>What an upload did not store is uploaded again from its log.</summary>
public sealed class UploadLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clarifai-log-").FullName;
    private readonly DatasetItem[] _items = [.. "abcd".Select(c => new DatasetItem { Id = $"{c}", Text = $"text {c}" })];
    private readonly HashSet<string> _refused = [];
    private readonly HashSet<string> _taken = [];

    private string Log => Path.Combine(_folder, "upload.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_failed_part_is_uploaded_again_and_the_rest_is_not()
    {
        _refused.Add("d-b");
        _taken.Add("d-c");
        FakeService service = Service();
        List<DatasetItemOutcome> outcomes = await ReadAsync(service.App().Dataset("d").UploadAsync(_items, Once));
        outcomes.OrderBy(o => o.Index).Select(o => o.IsDone).ShouldBe([true, false, false, true]);
        (await DatasetUploadLog.WriteAsync(Log, outcomes)).ShouldBe(2);
        IReadOnlyList<DatasetUploadFailure> failures = DatasetUploadLog.Read(Log);
        failures.Select(f => (f.Index, f.InputId, f.IsDuplicate)).ShouldBe([(1, "d-b", false), (2, "d-c", true)]);
        failures[1].Details.ShouldContain("duplicate");

        _refused.Clear();
        service = Service();
        outcomes = await ReadAsync(service.App().Dataset("d").RetryUploadAsync(Log, _items, options: Once));
        outcomes.Select(o => (o.Index, o.IsDone)).ShouldBe([(1, true)]);
        service.Sent<PostInputsRequest>().SelectMany(r => r.Inputs).Select(i => i.Id).ShouldBe(["d-b"]);
        (await DatasetUploadLog.WriteAsync(Log, outcomes)).ShouldBe(0);
        (await ReadAsync(service.App().Dataset("d").RetryUploadAsync(Log, _items))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Duplicates_are_uploaded_under_fresh_ids_where_that_is_wanted()
    {
        _taken.Add("d-c");
        List<DatasetItemOutcome> outcomes = await ReadAsync(Service().App().Dataset("d").UploadAsync(_items, Once));
        await DatasetUploadLog.WriteAsync(Log, outcomes);
        FakeService service = Service();
        outcomes = await ReadAsync(service.App().Dataset("d").RetryUploadAsync(Log, _items, retryDuplicates: true, Once));
        outcomes.Single().IsDone.ShouldBeTrue();
        Input sent = service.Sent<PostInputsRequest>().Single().Inputs.Single();
        sent.Id.ShouldMatch("^d-[0-9a-f]{32}$");
        sent.Data.Text.Raw.ShouldBe("text c");
    }

    [Theory]
    [InlineData("", "line 1: it does not begin")]
    [InlineData("index,input_id,code,details\nx,i,0,", "line 2")]
    [InlineData("index,input_id,code,details\n1,i", "line 2")]
    [InlineData("index,input_id,code,details\n4,i,0,", "the item 4, but there are 4")]
    public void A_log_that_breaks_a_rule_is_named_and_nothing_is_sent(string text, string said)
    {
        File.WriteAllText(Log, text);
        FakeService service = Service();
        Should.Throw<ClarifaiFileException>(() => service.App().Dataset("d").RetryUploadAsync(Log, _items)).Message.ShouldContain(said);
        Should.Throw<FileNotFoundException>(() => service.App().Dataset("d").RetryUploadAsync(Log + "x", _items));
        service.Calls.ShouldBeEmpty();
    }

    private static InputBulkOptions Once => new() { MaxRetries = 0, Bulk = new BulkOptions { MaxConcurrency = 1 } };

    private static async Task<List<DatasetItemOutcome>> ReadAsync(IAsyncEnumerable<DatasetItemOutcome> outcomes)
    {
        List<DatasetItemOutcome> list = [];
        await foreach (DatasetItemOutcome outcome in outcomes)
            list.Add(outcome);
        return list;
    }

    private FakeService Service() => new FakeService()
        .On<PostInputsRequest>("PostInputs", r => new MultiInputResponse
        {
            Status = FakeService.Success,
            Inputs =
            {
                r.Inputs.Select(i => new Input
                {
                    Id = i.Id,
                    Status = _taken.Contains(i.Id)
                        ? new Status { Code = StatusCode.InputDuplicate, Details = "Input has a duplicate ID." }
                        : new Status { Code = StatusCode.InputPending },
                }),
            },
        })
        .On<ListInputsRequest>("ListInputs", r => new MultiInputResponse
        {
            Status = FakeService.Success,
            Inputs = { r.Ids.Where(id => !_refused.Contains(id) && !_taken.Contains(id)).Select(id => new Input { Id = id }) },
        });
}
