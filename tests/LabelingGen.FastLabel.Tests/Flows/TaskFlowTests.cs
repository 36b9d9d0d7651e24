using System.ClientModel;
using LabelingGen.Core;
using LabelingGen.Emulator;
using LabelingGen.FastLabel.Tests.Client;

namespace LabelingGen.FastLabel.Tests.Flows;

/// <summary>Tasks over real sockets with faults: made once, listed whole, changed, emptied.</summary>
public sealed class TaskFlowTests
{
    public static TheoryData<string> PassingFaults => FaultCases.Names;

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task A_named_task_is_made_exactly_once(string fault)
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        flow.Inject(fault, "POST");
        string id = await flow.Client.ImageTasks.CreateAsync(FastLabelFlow.Image("once.png"));
        flow.Emulator.FastLabel.TaskCount.ShouldBe(1);
        flow.Emulator.FastLabel.FindTask(id).ShouldNotBeNull()["name"]!.GetValue<string>().ShouldBe("once.png");
    }

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task A_list_loses_and_doubles_nothing(string fault)
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        IReadOnlyList<string> created = await flow.CreateManyAsync(7);
        flow.Inject(fault, "GET");
        (await flow.ListIdsAsync()).ShouldBe(created);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused_and_not_looked_up()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        await flow.Client.ImageTasks.CreateAsync(FastLabelFlow.Image("a.png"));
        flow.Emulator.Requests.Clear();
        var refused = await Should.ThrowAsync<FastLabelException>(() => flow.Client.ImageTasks.CreateAsync(FastLabelFlow.Image("a.png")));
        refused.ErrorMessage.ShouldNotBeNull().ShouldContain("already exists");
        flow.Emulator.FastLabel.TaskCount.ShouldBe(1);
    }

    [Theory]
    [InlineData("avc1", 1)]
    [InlineData("hvc1", 0)]
    public async Task A_video_whose_codec_stands_at_its_end_is_taken_or_not_while_it_is_sent(string codec, int stored)
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        byte[] video = TestFiles.Mp4(codec, dataBytes: 3 << 20);
        using BadInputTests.ForwardStream stream = new(video);
        Task<ClientResult<string>> create = flow.Client.VideoTasks.CreateAsync(new()
        {
            Project = FastLabelFlow.Project,
            Name = "clip.mp4",
            File = Base64Content.FromStream(stream, "clip.mp4", video.Length),
        });
        if (stored > 0)
            await create;
        else
            (await Should.ThrowAsync<ArgumentException>(create)).Message.ShouldContain("clip.mp4");
        flow.Emulator.FastLabel.TaskCount.ShouldBe(stored);
    }

    [Fact]
    public async Task A_server_that_stays_down_ends_in_its_last_error()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        flow.Faults.Add(new FaultRule(Fault.Status(503)));
        var failure = await Should.ThrowAsync<FastLabelException>(() => flow.ListIdsAsync());
        (failure.Status, failure.Attempts).ShouldBe((503, 4));
    }

    [Fact]
    public async Task A_list_goes_past_the_vendors_page_limit()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        IReadOnlyList<string> created = await flow.CreateManyAsync(23);
        (await flow.ListIdsAsync(10)).ShouldBe(created);
        (await flow.ListIdsAsync(1000)).ShouldBe(created);
    }

    [Fact]
    public async Task A_list_is_taken_up_where_another_process_stopped()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        IReadOnlyList<string> created = await flow.CreateManyAsync(5);
        List<string> seen = [];
        ContinuationToken? token = null;
        await foreach (Page<ImageTask> page in flow.Client.ImageTasks.ListAsync(FastLabelFlow.Project, new() { Limit = 2 }).AsPagesAsync())
        {
            seen.AddRange(page.Items.Select(task => task.Id));
            token = page.Continuation;
            break;
        }

        var rest = flow.NewClient().ImageTasks.ListAsync(FastLabelFlow.Project, new() { Limit = 2 }).ResumeFrom(token.ShouldNotBeNull());
        await foreach (ImageTask task in rest)
            seen.Add(task.Id);
        seen.ShouldBe(created);
    }

    [Fact]
    public async Task Tags_and_annotations_are_cleared_by_an_explicit_empty_list_and_kept_when_absent()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        CreateImageTaskRequest creation = FastLabelFlow.Image("a.png");
        creation.Tags = ["night"];
        string id = await flow.Client.ImageTasks.CreateAsync(creation);

        await flow.Client.ImageTasks.UpdateAsync(id, new() { Priority = 0 });
        ImageTask kept = await flow.Client.ImageTasks.GetAsync(id);
        (kept.Tags!.Count, kept.Annotations!.Count).ShouldBe((1, 1));

        await flow.Client.ImageTasks.UpdateAsync(id, new() { Tags = [], Annotations = [] });
        ImageTask cleared = await flow.Client.ImageTasks.GetAsync(id);
        (cleared.Tags!.Count, cleared.Annotations!.Count).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_task_that_was_read_can_be_sent_again_and_stays_as_it_was()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        TaskAnnotation read = new()
        {
            Value = "cat",
            Id = "a1",
            Title = "Cat",
            Color = "#ff0000",
            Shape = new BoxShape(1, 2, 3, 4),
            Attributes = [new() { Key = "kind", Name = "Kind", Type = "text", Value = "x", Id = "at1" }],
        };
        CreateImageTaskRequest request = FastLabelFlow.Image("a.png");
        request.Annotations = [read];
        string id = await flow.Client.ImageTasks.CreateAsync(request);
        var stored = flow.Emulator.FastLabel.FindTask(id)!["annotations"]![0]!.AsObject();
        stored.ContainsKey("id").ShouldBeFalse();
        stored.ContainsKey("title").ShouldBeFalse();
        stored.ContainsKey("color").ShouldBeFalse();
        stored["content"]!.GetValue<string>().ShouldBe("a.png");
        stored["attributes"]![0]!.ToJsonString().ShouldBe("""{"key":"kind","value":"x","id":"at1"}""");
        (read.Id, read.Title, read.Color, read.Content, read.Attributes![0].Name).ShouldBe(("a1", "Cat", "#ff0000", null, "Kind"));
    }

    [Fact]
    public async Task A_task_is_found_by_its_name_or_not_at_all()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        await flow.CreateManyAsync(3);
        (await flow.Client.ImageTasks.FindByNameAsync(FastLabelFlow.Project, "1.png")).ShouldNotBeNull().Name.ShouldBe("1.png");
        (await flow.Client.ImageTasks.FindByNameAsync(FastLabelFlow.Project, "9.png")).ShouldBeNull();
        (await flow.Client.Projects.FindBySlugAsync("nowhere")).ShouldBeNull();
        (await flow.Client.AnnotationClasses.FindByValueAsync(FastLabelFlow.Project, "nothing")).ShouldBeNull();
    }
}
