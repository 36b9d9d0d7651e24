using LabelingGen.Core;
using LabelingGen.Emulator;

namespace LabelingGen.FastLabel.Tests.Flows;

/// <summary>Uploads, imports and model jobs over real sockets.</summary>
public sealed class ImportFlowTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_zip_file_is_uploaded_without_the_token_and_its_import_is_waited_for(bool raw)
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        string folder = TestFiles.TemporaryFolder();
        string zip = Path.Combine(folder, "series.zip");
        await File.WriteAllBytesAsync(zip, [80, 75, 5, 6, .. new byte[18]]);
        FastLabelClient client = flow.NewClient(o => o.UploadRawZips = raw);
        DicomImportJob job = await client.DicomTasks.CreateAsync(zip, new() { Project = FastLabelFlow.Project, Tags = ["ct"] });
        flow.Emulator.FastLabel.TaskCount.ShouldBe(0);
        History history = await job.WaitForCompletionAsync(null);
        history.Status.ShouldBe(HistoryStatus.Completed);
        DicomTask task = await client.DicomTasks.ListAsync(FastLabelFlow.Project).FirstAsync();
        task.Tags.ShouldBe(["ct"]);
        var put = flow.Emulator.Requests.Snapshot().Single(r => r.Method == "PUT");
        put.Headers.Keys.ShouldNotContain(name => name.Equals("authorization", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_zip_file_that_is_not_taken_ends_in_an_error_and_nothing_is_imported()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        string zip = Path.Combine(TestFiles.TemporaryFolder(), "a.zip");
        await File.WriteAllBytesAsync(zip, [1, 2, 3]);
        flow.Faults.Add(new FaultRule(Fault.Status(403)) { Method = "PUT" });
        var refused = await Should.ThrowAsync<FastLabelException>(
            () => flow.Client.DicomTasks.CreateAsync(zip, new() { Project = FastLabelFlow.Project }));
        refused.Status.ShouldBe(403);
        flow.Emulator.Requests.Snapshot().ShouldAllBe(r => r.Method != "POST");
    }

    [Fact]
    public async Task A_job_is_taken_up_again_by_its_token()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        await flow.Client.Storages.UpdateAwsS3StorageAsync(
            FastLabelFlow.Project, new() { BucketName = "bucket", BucketRegion = "ap-northeast-1" });
        AwsS3ImportJob job = await flow.Client.Storages.ImportFromAwsS3Async(
            new() { Project = FastLabelFlow.Project, Status = FastLabelTaskStatus.Registered, Tags = [], Priority = 0 });
        AwsS3ImportJob other = flow.NewClient().Storages.ResumeAwsS3ImportJob(job.RehydrationToken.ShouldNotBeNull());
        (await other.WaitForCompletionAsync(null)).Id.ShouldBe(job.Id);
        flow.Emulator.FastLabel.TaskCount.ShouldBe(3);
    }

    [Fact]
    public async Task Training_and_evaluation_are_jobs_with_typed_results()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        await flow.Client.Datasets.CreateAsync(new() { Name = "cats" });
        await flow.Client.Datasets.CreateObjectAsync(
            new() { DatasetName = "cats", ObjectName = "a.png", FilePath = Base64Content.FromBytes(TestFiles.Png, "a.png") });
        TrainingRun training = await flow.Client.Trainings.StartAsync(new()
        {
            DatasetName = "cats",
            BaseModelName = "fastlabel_object_detection_light",
            Epoch = 10,
            UseDatasetTrainVal = false,
            InstanceType = "ml.p3.2xlarge",
        });
        TrainingJob trained = await training.WaitForCompletionAsync(null);
        trained.CustomModel.ShouldNotBeNull().ModelName.ShouldBe("cats-model");
        EvaluationRun evaluation = await flow.Client.Evaluations.StartAsync(new()
        {
            DatasetName = "cats",
            ModelName = "cats-model",
            IouThreshold = 0.5,
            ConfidenceThreshold = 0.4,
            UseDatasetTest = false,
        });
        (await evaluation.WaitForCompletionAsync(null)).Status.ShouldBe(JobStatus.Completed);
    }

    [Fact]
    public async Task A_wait_ends_at_its_time_limit_with_the_last_state()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync(jobDuration: TimeSpan.FromDays(1));
        await flow.Client.Storages.UpdateAwsS3StorageAsync(FastLabelFlow.Project, new() { BucketName = "b", BucketRegion = "r" });
        AwsS3ImportJob job = await flow.Client.Storages.ImportFromAwsS3Async(
            new() { Project = FastLabelFlow.Project, Status = FastLabelTaskStatus.Registered, Tags = [], Priority = 0 });
        Task<History> wait = job.WaitForCompletionAsync(null, new JobPollingOptions { Timeout = TimeSpan.FromMinutes(1) });
        flow.Clock.WaitsPassAtOnce = false;
        await Should.ThrowAsync<JobTimeoutException>(() => flow.Clock.RunAsync(wait));
        job.State.ShouldBe("running");
    }
}
