using System.ClientModel;
using System.Net;
using System.Net.Sockets;
using LabelingGen.Core;
using LabelingGen.Emulator;

namespace LabelingGen.FastLabel.Tests.Flows;

/// <summary>The cells of the fault matrix beside those of <see cref="TaskFlowTests"/> and <see cref="ImportFlowTests"/>.</summary>
public sealed class FaultMatrixTests
{
    private static readonly TimeSpan TryTimeout = new FastLabelClientOptions().TryTimeout!.Value;

    public static TheoryData<string> PassingFaults => FaultCases.Names;

    public static TheoryData<BodyDamage> Damages => [.. Enum.GetValues<BodyDamage>().Where(damage => damage != BodyDamage.ByteOrderMark)];

    [Fact]
    public async Task List_1_a_refused_connection_is_tried_again_within_the_budget()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        using Socket closed = Closed(out Uri endpoint);
        FastLabelClient away = flow.NewClient(o => o.Endpoint = endpoint);
        var failure = await Should.ThrowAsync<FastLabelException>(
            () => away.ImageTasks.ListAsync(FastLabelFlow.Project).FirstOrDefaultAsync().AsTask());
        (failure.Outcome, failure.Attempts).ShouldBe((ApiOutcome.NotSent, 4));
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData("Wed, 02 Jan 2030 12:00:09 GMT", 9)]
    [InlineData("0", 0)]
    [InlineData("1000000000", 120)]
    public async Task List_5_waits_as_told_up_to_the_limit_of_the_options(string retryAfter, int seconds)
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        IReadOnlyList<string> created = await flow.CreateManyAsync(4);
        flow.Faults.Add(new FaultRule(Fault.Status(429, retryAfter)) { Method = "GET", Times = 1 });
        (await flow.ListIdsAsync()).ShouldBe(created);
        flow.Clock.Waits.Sum(wait => wait.TotalSeconds).ShouldBeInRange(seconds == 120 ? 0 : seconds, 120);
    }

    [Fact]
    public async Task List_7_silence_ends_an_attempt_and_the_page_is_read_again()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        IReadOnlyList<string> created = await flow.CreateManyAsync(4);
        flow.Faults.Add(new FaultRule(Fault.Stall()) { Method = "GET", Times = 1 });
        Task<List<string>> list = flow.ListIdsAsync();
        await SilenceAsync(flow);
        (await list).ShouldBe(created);
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task List_8_a_page_that_cannot_be_read_is_an_error_with_a_short_piece_of_it(BodyDamage damage)
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        await flow.CreateManyAsync(2);
        flow.Faults.Add(new FaultRule(Fault.Body(damage)) { Method = "GET" });
        var failure = await Should.ThrowAsync<FastLabelException>(() => flow.ListIdsAsync());
        failure.Outcome.ShouldBe(ApiOutcome.SucceededUnreadable);
        (failure.ResponseBody?.Length ?? 0).ShouldBeLessThanOrEqualTo(1024);
        failure.ToString().ShouldNotContain(flow.Emulator.FastLabel.AccessToken);
    }

    [Fact]
    public async Task List_9_an_unknown_value_is_kept()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        string id = (await flow.CreateManyAsync(1))[0];
        await flow.NewClient(o => o.AllowUnknownStatuses = true).Tasks.UpdateAsync(id, new() { Status = "brand_new" });
        ImageTask task = await flow.Client.ImageTasks.ListAsync(FastLabelFlow.Project).SingleAsync();
        (task.Status?.Value, task.Status?.IsKnown).ShouldBe(("brand_new", false));
    }

    [Theory]
    [InlineData("GET", 302)]
    [InlineData("POST", 307)]
    [InlineData("POST", 308)]
    public async Task List_and_create_10_a_redirect_to_elsewhere_is_not_followed(string method, int status)
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        string elsewhere = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}/v1/";
        flow.Faults.Add(new FaultRule(Fault.Redirect(status, elsewhere)) { Method = method });
        await Should.ThrowAsync<FastLabelException>(async () =>
        {
            if (method == "GET")
                await flow.ListIdsAsync();
            else
                await flow.Client.ImageTasks.CreateAsync(FastLabelFlow.Image("a.png"));
        });
        other.Pending().ShouldBeFalse("nobody may connect to the other origin");
    }

    [Fact]
    public async Task List_12_a_list_that_is_given_up_ends_while_its_page_is_on_its_way()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        flow.Faults.Add(new FaultRule(Fault.Stall()) { Method = "GET" });
        using CancellationTokenSource source = new();
        Task<ImageTask?> list = flow.Client.ImageTasks.ListAsync(FastLabelFlow.Project, cancellationToken: source.Token)
            .FirstOrDefaultAsync(source.Token).AsTask();
        await InjectedAsync(flow);
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => list);
    }

    [Fact]
    public async Task Create_1_a_refused_connection_is_tried_again_even_without_a_key()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        using Socket closed = Closed(out Uri endpoint);
        FastLabelClient away = flow.NewClient(o => o.Endpoint = endpoint);
        var failure = await Should.ThrowAsync<FastLabelException>(() => away.Comments.CreateThreadAsync("c", new() { Text = "x" }));
        (failure.Outcome, failure.Attempts).ShouldBe((ApiOutcome.NotSent, 4));
    }

    [Theory]
    [InlineData(FaultPoint.BeforeResponse)]
    [InlineData(FaultPoint.MidBody)]
    public async Task Create_2_and_3_without_a_key_the_outcome_is_unknown_and_nothing_is_sent_again(FaultPoint point)
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        string task = (await flow.CreateManyAsync(1))[0];
        flow.Faults.Add(new FaultRule(Fault.Reset(point)) { Method = "POST" });
        var failure = await Should.ThrowAsync<FastLabelException>(() => CommentAsync(flow, task));
        failure.Outcome.ShouldBeOneOf(ApiOutcome.Unknown, ApiOutcome.SucceededUnreadable);
        failure.Attempts.ShouldBe(1);
        (await flow.Client.Comments.ListForTaskAsync(task).CountAsync()).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task Create_2_to_7_all_that_has_a_name_is_made_exactly_once(string fault)
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        flow.Inject(fault, "POST");
        string id = await flow.Client.Projects.CreateAsync(new()
        {
            Type = ProjectType.ImageAll,
            Name = "Park",
            Slug = "park",
            Workflow = Workflow.TwoStep,
            ExternalWorkflow = Workflow.TwoStep,
        });
        (await flow.Client.Projects.FindBySlugAsync("park")).ShouldNotBeNull().Id.ShouldBe(id);
        flow.Inject(fault, "POST");
        string classId = await flow.Client.AnnotationClasses.CreateAsync(
            new() { Project = "park", Type = AnnotationType.BoundingBox, Value = "cat", Title = "Cat" });
        (await flow.Client.AnnotationClasses.ListAsync("park").SingleAsync()).Id.ShouldBe(classId);
        flow.Inject(fault, "POST");
        Dataset dataset = await flow.Client.Datasets.CreateAsync(new() { Name = "cats" });
        (await flow.Client.Datasets.ListAsync()).Value.ShouldHaveSingleItem().Id.ShouldBe(dataset.Id);
        flow.Inject(fault, "POST");
        DatasetObject made = await flow.Client.Datasets.CreateObjectAsync(
            new() { DatasetName = "cats", ObjectName = "a/b.png", FilePath = Base64Content.FromBytes(TestFiles.Png, "b.png") });
        made.Name.ShouldBe("a/b.png");
        (await flow.Client.Datasets.ListObjectsAsync("cats").CountAsync()).ShouldBe(1);
        flow.Inject(fault, "POST");
        WorkspaceUser user = await flow.Client.Workspaces.CreateUserAsync(
            new() { Name = "A", Email = "a@example.com", Language = "en", Role = WorkspaceUserRole.Member });
        (await flow.Client.Workspaces.ListUsersAsync().SingleAsync()).Id.ShouldBe(user.Id);
    }

    [Fact]
    public async Task Create_7_after_silence_a_task_is_found_by_its_name()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        flow.Faults.Add(new FaultRule(Fault.Stall()) { Method = "POST", Times = 1 });
        Task<ClientResult<string>> create = flow.Client.ImageTasks.CreateAsync(FastLabelFlow.Image("a.png"));
        await SilenceAsync(flow);
        flow.Emulator.FastLabel.FindTask(await create).ShouldNotBeNull()["name"]!.GetValue<string>().ShouldBe("a.png");
        flow.Emulator.FastLabel.TaskCount.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Create_8_an_answer_that_cannot_be_read_says_that_it_was_done(BodyDamage damage)
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        flow.Faults.Add(new FaultRule(Fault.Body(damage)) { Method = "POST" });
        FastLabelClient client = flow.NewClient(o => o.LookUpLostAnswers = false);
        var failure = await Should.ThrowAsync<FastLabelException>(() => client.ImageTasks.CreateAsync(FastLabelFlow.Image("a.png")));
        failure.Outcome.ShouldBe(ApiOutcome.SucceededUnreadable);
        flow.Emulator.FastLabel.TaskCount.ShouldBe(1);
    }

    [Fact]
    public async Task Create_9_a_refusal_names_the_field()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        var failure = await Should.ThrowAsync<FastLabelException>(() => flow.Client.Datasets.CreateAsync(new() { Name = "Upper Case" }));
        failure.ErrorMessage.ShouldNotBeNull().ShouldContain("name");
        failure.Outcome.ShouldBe(ApiOutcome.Rejected);
    }

    [Fact]
    public async Task Create_12_what_was_canceled_on_its_way_is_not_sent_again()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        flow.Faults.Add(new FaultRule(Fault.Stall()) { Method = "POST" });
        using CancellationTokenSource source = new();
        Task<ClientResult<string>> create = flow.Client.ImageTasks.CreateAsync(FastLabelFlow.Image("a.png"), source.Token);
        await InjectedAsync(flow);
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => create);
        flow.Faults.Injected.ShouldBe(1);
    }

    [Fact]
    public async Task Job_1_refused_connections_are_borne_until_the_deadline()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        using Socket closed = Closed(out Uri endpoint);
        AwsS3ImportJob job = await ImportAsync(flow);
        AwsS3ImportJob away = flow.NewClient(o => o.Endpoint = endpoint).Storages.ResumeAwsS3ImportJob(job.RehydrationToken!);
        (await DeadlineAsync(flow, away)).JobId.ShouldBe(job.Id);
    }

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task Job_2_to_6_a_fault_that_passes_is_borne(string fault)
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        AwsS3ImportJob job = await ImportAsync(flow);
        flow.Inject(fault, "GET");
        (await job.WaitForCompletionAsync(null)).Status.ShouldBe(HistoryStatus.Completed);
    }

    [Fact]
    public async Task Job_5_a_told_pause_stretches_the_interval()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        AwsS3ImportJob job = await ImportAsync(flow);
        flow.Faults.Next(Fault.Status(429, "17"));
        await job.WaitForCompletionAsync(null);
        flow.Clock.Waits.ShouldContain(TimeSpan.FromSeconds(17));
    }

    [Fact]
    public async Task Job_6_a_server_that_stays_down_ends_at_the_deadline_with_the_last_state()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync(jobDuration: TimeSpan.FromDays(1));
        AwsS3ImportJob job = await ImportAsync(flow);
        flow.Faults.Add(new FaultRule(Fault.Status(503)) { Method = "GET", Skip = 1 });
        (await DeadlineAsync(flow, job)).LastState.ShouldBe("running");
    }

    [Fact]
    public async Task Job_7_silence_is_given_up_and_asked_again()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        AwsS3ImportJob job = await ImportAsync(flow);
        flow.Faults.Add(new FaultRule(Fault.Stall()) { Method = "GET", Times = 1 });
        Task<History> wait = job.WaitForCompletionAsync(null);
        await SilenceAsync(flow);
        (await wait).Status.ShouldBe(HistoryStatus.Completed);
    }

    [Fact]
    public async Task Job_8_answers_that_cannot_be_read_end_the_wait_after_some_and_the_job_keeps_its_id()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        AwsS3ImportJob job = await ImportAsync(flow);
        string id = job.Id;
        flow.Faults.Add(new FaultRule(Fault.Body(BodyDamage.Html)) { Method = "GET" });
        var failure = await Should.ThrowAsync<FastLabelException>(() => job.WaitForCompletionAsync(null, new() { MaxFailures = 3 }));
        failure.Outcome.ShouldBe(ApiOutcome.SucceededUnreadable);
        flow.Faults.Clear();
        (await flow.NewClient().Storages.ResumeAwsS3ImportJob(job.RehydrationToken!).WaitForCompletionAsync(null)).Id.ShouldBe(id);
    }

    [Fact]
    public async Task Job_12_to_give_up_the_wait_does_not_cancel_the_import()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        AwsS3ImportJob job = await ImportAsync(flow);
        flow.Faults.Add(new FaultRule(Fault.Stall()) { Method = "GET", Times = 1 });
        using CancellationTokenSource source = new();
        Task<History> wait = job.WaitForCompletionAsync(null, cancellationToken: source.Token);
        await InjectedAsync(flow);
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => wait);
        (await job.WaitForCompletionAsync(null)).Status.ShouldBe(HistoryStatus.Completed);
    }

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task Download_2_to_6_a_fault_that_passes_leaves_the_whole_files(string fault)
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        await DatasetFlowTests.CreateAsync(flow, "a.png", "b.png", "c/d.png");
        List<DatasetObject> objects = await flow.Client.Datasets.ListObjectDownloadsAsync("cats").ToListAsync();
        string folder = TestFiles.TemporaryFolder();
        flow.Inject(fault, "GET");
        IReadOnlyList<DatasetDownload> downloads = await flow.Client.Datasets.DownloadObjectsAsync(folder, objects, maxConcurrency: 1);
        downloads.ShouldAllBe(download => download.IsComplete);
        downloads.ShouldAllBe(download => File.ReadAllBytes(download.Path!).SequenceEqual(TestFiles.Png));
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length.ShouldBe(4);
    }

    private static async Task<AwsS3ImportJob> ImportAsync(FastLabelFlow flow)
    {
        await flow.Client.Storages.UpdateAwsS3StorageAsync(FastLabelFlow.Project, new() { BucketName = "b", BucketRegion = "r" });
        return await flow.Client.Storages.ImportFromAwsS3Async(
            new() { Project = FastLabelFlow.Project, Status = FastLabelTaskStatus.Registered, Tags = [], Priority = 0 });
    }

    private static Task CommentAsync(FastLabelFlow flow, string task) => flow.Client.Comments.CreateAsync(
        new() { TaskId = task, Text = "look", Type = "text", Points = [1, 2], IsResolved = false, Scale = 0, Frame = 0 });

    /// <summary>Waits with a deadline of five minutes on a clock that goes on by itself.</summary>
    private static Task<JobTimeoutException> DeadlineAsync(FastLabelFlow flow, AwsS3ImportJob job)
    {
        flow.Clock.WaitsPassAtOnce = false;
        return Should.ThrowAsync<JobTimeoutException>(() => flow.Clock.RunAsync(
            job.WaitForCompletionAsync(null, new JobPollingOptions { Timeout = TimeSpan.FromMinutes(5) })));
    }

    /// <summary>Lets the time of an attempt pass when its answer has begun to be silent.</summary>
    private static async Task SilenceAsync(FastLabelFlow flow)
    {
        await InjectedAsync(flow);
        flow.Clock.Advance(TryTimeout);
    }

    private static async Task InjectedAsync(FastLabelFlow flow)
    {
        while (flow.Faults.Injected == 0)
            await Task.Yield();
    }

    /// <summary>An address where nobody listens.</summary>
    private static Socket Closed(out Uri endpoint)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}/v1/");
        return socket;
    }
}
