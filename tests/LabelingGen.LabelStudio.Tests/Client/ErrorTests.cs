using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.LabelStudio.Tests.Flows;

namespace LabelingGen.LabelStudio.Tests.Client;

/// <summary>What the server refuses, and what is refused before it is asked.</summary>
public sealed class ErrorTests
{
    [Fact]
    public async Task A_validation_error_names_its_fields()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();

        var failure = await Should.ThrowAsync<LabelStudioValidationException>(
            () => flow.Client.Projects.CreateAsync(new() { LabelConfig = "<View><RectangleLabels name='l' toName='x'/></View>" }));

        failure.FieldErrors.Keys.ShouldBe(["label_config"]);
        failure.FieldErrors["label_config"].Single().ShouldContain("x");
        failure.ErrorMessage.ShouldBe("Validation error");
        failure.ErrorCode.ShouldBe("400");
    }

    [Fact]
    public async Task Tasks_that_lack_what_the_config_shows_are_refused_as_a_whole()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        ImportTask lacking = new() { Data = new JsonObject { ["picture"] = "x" } };

        await Should.ThrowAsync<LabelStudioValidationException>(() =>
            flow.Client.Imports.ImportAsync(flow.Project, [LabelStudioFlow.Task(1), lacking]));

        flow.Emulator.LabelStudio.TaskCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_unique_id_that_is_in_use_is_a_conflict()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        long task = (await flow.ImportAsync(1))[0];
        await flow.Client.Annotations.CreateAsync(task, new() { Result = [LabelStudioFlow.Box()], UniqueId = "u" });
        await Should.ThrowAsync<LabelStudioConflictException>(
            () => flow.Client.Annotations.CreateAsync(task, new() { Result = [LabelStudioFlow.Box()], UniqueId = "u" }));
    }

    [Fact]
    public async Task An_import_of_nothing_or_of_too_many_files_sends_nothing()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        FileUpload file = new(new MemoryStream(), "a.png");
        await Should.ThrowAsync<ArgumentException>(() => flow.Client.Imports.ImportAsync(flow.Project, Array.Empty<ImportTask>()));
        await Should.ThrowAsync<ArgumentException>(() => flow.Client.Imports.ImportFilesAsync(flow.Project, []));
        await Should.ThrowAsync<ArgumentException>(
            () => flow.Client.Imports.ImportFilesAsync(flow.Project, [.. Enumerable.Repeat(file, ImportsClient.MaxFiles + 1)]));
        await Should.ThrowAsync<ArgumentException>(
            () => flow.Client.Imports.ImportFromAddressAsync(flow.Project, new Uri("file:///etc/passwd")));
        await Should.ThrowAsync<ArgumentException>(() =>
            flow.Client.Files.DownloadAsync(new() { File = "../../etc/passwd" }, flow.PathOf("x")));
        Should.Throw<ArgumentException>(() => new TaskFilter("data__x", "equal", "String", "a"));
        flow.Requests.ShouldBeEmpty();
    }
}
