using LabelingGen.Emulator;

namespace LabelingGen.LabelStudio.Tests.Flows;

/// <summary>The five ways in which Label Studio's lists are paged.</summary>
public sealed class PagingFlowTests
{
    [Fact]
    public async Task Page_objects_are_read_until_404()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        for (int i = 0; i < 4; i++)
            await flow.Client.Projects.CreateAsync(new() { Title = $"project {i}" });
        flow.Emulator.Requests.Clear();

        (await flow.Client.Projects.ListAsync(new() { PageSize = 2 }).CountAsync()).ShouldBe(5);

        flow.Emulator.Requests.Snapshot().Select(r => r.Status).ShouldBe([200, 200, 200, 404]);
        (await flow.Client.Projects.ListCountsAsync().ToListAsync())[^1].Id.ShouldBe(flow.Project);
    }

    [Fact]
    public async Task The_task_list_ends_with_404()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        IReadOnlyList<long> tasks = await flow.ImportAsync(7);

        List<LabelingTask> read = await flow.Client.Tasks.ListAsync(new() { Project = flow.Project, PageSize = 3 }).ToListAsync();

        read.Select(t => t.Id!.Value).ShouldBe(tasks);
        flow.Emulator.Requests.Snapshot().Select(r => r.Status).ShouldBe([200, 200, 200, 404]);
    }

    [Fact]
    public async Task A_list_of_an_unknown_view_is_an_error_and_no_empty_list()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        await Should.ThrowAsync<LabelStudioException>(async () => await flow.Client.Tasks.ListAsync(new()).ToListAsync());
    }

    [Fact]
    public async Task Tasks_of_a_project_come_as_a_bare_array_or_all_at_once()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        IReadOnlyList<long> tasks = await flow.ImportAsync(5);

        List<LabelingTask> paged = await flow.Client.Tasks.ListOfProjectAsync(flow.Project, new() { PageSize = 2 }).ToListAsync();
        paged.Select(t => t.Id!.Value).ShouldBe(tasks, ignoreOrder: true);
        flow.Emulator.Requests.Clear();
        List<LabelingTask> whole = await flow.Client.Tasks
            .ListOfProjectAsync(flow.Project, new() { PageSize = TasksClient.AllTasks }).ToListAsync();

        whole.Count.ShouldBe(5);
        flow.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_project_without_tasks_is_answered_with_404_as_one_that_is_not_there()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        await Should.ThrowAsync<LabelStudioNotFoundException>(
            async () => await flow.Client.Tasks.ListOfProjectAsync(flow.Project).CountAsync());
        (await flow.Client.Tasks.ListAsync(new() { Project = flow.Project }).CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Members_are_read_by_pages_or_all_at_once()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        for (int i = 0; i < 4; i++)
            await flow.Client.Users.CreateAsync(new() { Email = $"u{i}@example.com", Username = $"u{i}" });

        (await flow.Client.Members.ListAsync(1, new() { PageSize = 2 }).CountAsync()).ShouldBe(5);
        (await flow.Client.Members.ListAsync(1, new() { PageSize = -1 }).CountAsync()).ShouldBe(5);
    }

    [Fact]
    public async Task Labels_have_pages_of_a_fixed_size()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        await flow.Client.Labels.CreateAsync([.. Enumerable.Range(0, 130).Select(i => new CreateLabelRequest
        {
            Title = $"label {i}",
            Value = $"{i}",
            Project = flow.Project,
            FromName = "label",
        })]);
        flow.Emulator.Requests.Clear();

        (await flow.Client.Labels.ListAsync().CountAsync()).ShouldBe(130);

        flow.Requests.Count.ShouldBe(3);
        (await flow.Client.LabelLinks.ListAsync(new() { Project = flow.Project }).CountAsync()).ShouldBe(130);
    }

    [Fact]
    public async Task A_fault_in_the_middle_of_a_list_loses_and_doubles_nothing()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        IReadOnlyList<long> tasks = await flow.ImportAsync(7);
        flow.Faults.Add(new FaultRule(Fault.Reset(FaultPoint.MidBody)) { Path = "/api/tasks/", Times = 2 });

        List<LabelingTask> read = await flow.Client.Tasks.ListAsync(new() { Project = flow.Project, PageSize = 3 }).ToListAsync();

        read.Select(t => t.Id!.Value).ShouldBe(tasks);
    }
}
