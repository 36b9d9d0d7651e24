using LabelingGen.Core;
using LabelingGen.Emulator;
using LabelingGen.Emulator.Testing;

namespace LabelingGen.Scale.Tests.Flows;

/// <summary>The column "create" of the fault matrix over real sockets: a task exists once, or its fate is told.</summary>
public sealed class CreateFlowTests
{
    public static TheoryData<string> PassingFaults => [.. FaultCases.Names];

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task With_a_unique_id_a_task_is_made_exactly_once(string fault)
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        flow.Faults.Inject(fault, "POST");
        ScaleTask task = await flow.Client.Tasks.CreateImageAnnotationAsync(ScaleFlow.Parameters("once"));
        task.UniqueId.ShouldBe("once");
        flow.Stored("once").ShouldBe(1);
        flow.Emulator.Scale.TaskCount.ShouldBe(1);
    }

    [Theory]
    [InlineData(FaultPoint.BeforeProcessing, 0)]
    [InlineData(FaultPoint.BeforeResponse, 1)]
    public async Task Without_one_a_lost_answer_is_told_as_unknown_and_not_repeated(FaultPoint point, int stored)
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        flow.Faults.Add(new FaultRule(Fault.Reset(point)));
        var failure = await Should.ThrowAsync<ScaleException>(() => flow.Client.Tasks.CreateImageAnnotationAsync(ScaleFlow.Parameters()));
        failure.Outcome.ShouldBe(ApiOutcome.Unknown);
        failure.Attempts.ShouldBe(1);
        flow.Faults.Injected.ShouldBe(1);
        flow.Emulator.Scale.TaskCount.ShouldBe(stored);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Without_one_a_server_error_is_not_repeated(int status)
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        flow.Faults.Add(new FaultRule(Fault.Status(status, point: FaultPoint.BeforeResponse)));
        await Should.ThrowAsync<ScaleException>(() => flow.Client.Tasks.CreateImageAnnotationAsync(ScaleFlow.Parameters()));
        flow.Faults.Injected.ShouldBe(1);
    }

    [Theory]
    [InlineData(BodyDamage.Html)]
    [InlineData(BodyDamage.HalfJson)]
    [InlineData(BodyDamage.ByteOrderMark)]
    [InlineData(BodyDamage.Empty)]
    public async Task An_answer_that_cannot_be_read_is_replaced_by_a_look_up(BodyDamage damage)
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        flow.Faults.Add(new FaultRule(Fault.Body(damage)) { Method = "POST" });
        ScaleTask task = await flow.Client.Tasks.CreateImageAnnotationAsync(ScaleFlow.Parameters("u"));
        task.UniqueId.ShouldBe("u");
        flow.Stored("u").ShouldBe(1);
        flow.Faults.Injected.ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_unique_id_an_answer_that_cannot_be_read_is_told_as_a_success()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        flow.Faults.Add(new FaultRule(Fault.Body(BodyDamage.Html)) { Method = "POST", Times = 1 });
        var failure = await Should.ThrowAsync<ScaleException>(() => flow.Client.Tasks.CreateImageAnnotationAsync(ScaleFlow.Parameters()));
        failure.Outcome.ShouldBe(ApiOutcome.SucceededUnreadable);
        flow.Emulator.Scale.TaskCount.ShouldBe(1);
    }

    [Fact]
    public async Task Somebody_elses_unique_id_is_a_conflict()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        await flow.Client.Tasks.CreateImageAnnotationAsync(ScaleFlow.Parameters("taken"));
        flow.Faults.Add(new FaultRule(Fault.Status(429, "1")) { Method = "POST", Times = 1 });
        var failure = await Should.ThrowAsync<ScaleDuplicateTaskException>(
            () => flow.Client.Tasks.CreateImageAnnotationAsync(ScaleFlow.Parameters("taken")));
        failure.ErrorMessage.ShouldNotBeNull().ShouldContain("taken");
    }

    [Fact]
    public async Task A_refusal_names_the_parameter()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        var failure = await Should.ThrowAsync<ScaleInvalidRequestException>(
            () => flow.Client.Tasks.CreateAsync(TaskType.TextCollection, ScaleFlow.Json("""{"attachment": "x"}""")));
        failure.ErrorMessage.ShouldNotBeNull().ShouldContain("attachments");
        failure.Outcome.ShouldBe(ApiOutcome.Rejected);
    }

    [Fact]
    public async Task A_file_that_is_sent_again_arrives_whole()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        flow.Faults.Add(new FaultRule(Fault.Status(503)) { Method = "POST", Times = 2 });
        byte[] content = new byte[200_000];
        new Random(7).NextBytes(content);
        ScaleFile file = await flow.Client.Files.UploadAsync(
            new FileUpload(new MemoryStream(content), "a.png", "image/png"),
            new UploadFileOptions { ProjectName = "street", ReferenceId = "r1" });
        file.Size.ShouldBe(content.Length);
        file.AttachmentUrl.ShouldStartWith("scaledata://");
    }

    [Fact]
    public async Task A_file_without_a_reference_id_is_sent_once()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        flow.Faults.Add(new FaultRule(Fault.Status(503)) { Method = "POST" });
        await Should.ThrowAsync<ScaleServiceUnavailableException>(() => flow.Client.Files.UploadAsync(
            new FileUpload(new MemoryStream([1, 2]), "a.png"), new UploadFileOptions { ProjectName = "street" }));
        flow.Faults.Injected.ShouldBe(1);
    }
}
