using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Testing.Wire;

namespace LabelingGen.Nucleus.Tests.Wire;

internal static partial class NucleusWire
{
    private static void MapJobs(WireVendor vendor)
    {
        vendor
            .Class<EmbeddingsExportJob>("EmbeddingsExportJob")
            .Class<DeduplicationJob>("DeduplicationJob")
            .Class<DeduplicationResult>("DeduplicationResult")
            .Class<Job<JobStatus>>("AsyncJob")
            .Class<JobSummary>("AsyncJob")
            .Attribute("NucleusClient.jobs", async c => await Value(c.Nucleus().Jobs.ListAsync()))
            .Method(
                "NucleusClient.list_jobs(show_completed=False, from_date=None, to_date=None, job_types=None, limit=None, dataset_id=None, "
                    + "date_limit=None)",
                async c => await Value(c.Nucleus().Jobs.ListAsync(JobOptions(c, c.OptionalText("dataset_id")))))
            .Method("Dataset.jobs(job_types=None, from_date=None, to_date=None, limit=50000, show_completed=False, stats_only=False)",
                async c =>
                {
                    ListJobsOptions options = JobOptions(c, c.DatasetOf());
                    return c.Flag("stats_only") == true
                        ? (await c.Nucleus().Jobs.GetStatisticsAsync(options)).ToDictionary(
                            t => t.Key.ToString(), t => t.Value.ToDictionary(s => s.Key.ToString(), s => s.Value))
                        : (object)await Value(c.Nucleus().Jobs.ListAsync(options));
                })
            .Method("NucleusClient.get_job(job_id)", async c => await Value(c.Nucleus().Jobs.GetAsync(c.Text("job_id"))))
            .Method("AsyncJob.from_id(job_id, client)", async c => await Value(c.Nucleus().Jobs.GetAsync(c.Text("job_id"))))
            .Method("EmbeddingsExportJob.from_id(job_id, client)", async c =>
                Started("EmbeddingsExportJob", await Value(c.Nucleus().Jobs.GetAsync(c.Text("job_id")))))
            .Method("DeduplicationJob.from_id(job_id, client)", async c =>
                Started("DeduplicationJob", await Value(c.Nucleus().Jobs.GetAsync(c.Text("job_id")))))
            .Method("EmbeddingsExportJob.result_urls(wait_for_completion=True)", async c =>
            {
                JobStatus status = c.Flag("wait_for_completion") == false
                    ? await Value(c.Nucleus().Jobs.GetStatusAsync(JobId(c)))
                    : await c.Nucleus().Datasets.ResumeEmbeddingsExportJob(JobId(c)).WaitForCompletionAsync(null);
                return Read(status, s => s.ReadResultUrls());
            })
            .Method("DeduplicationJob.result(wait_for_completion=True)", async c =>
            {
                JobStatus status = c.Flag("wait_for_completion") == false
                    ? await Value(c.Nucleus().Jobs.GetStatusAsync(JobId(c)))
                    : await c.Nucleus().Datasets.ResumeDeduplicationJob(JobId(c)).WaitForCompletionAsync(null);
                return Read(status, s => s.ReadDeduplication());
            })
            .Attribute("DeduplicationResult.unique_item_ids", c => c.On<DeduplicationResult>().ItemIds)
            .Attribute("DeduplicationResult.unique_reference_ids", c => c.On<DeduplicationResult>().ReferenceIds)
            .Attribute("DeduplicationResult.stats", c => new WireInstance("DeduplicationStats", c.On<DeduplicationResult>()))
            .Attribute("DeduplicationStats.threshold", c => (long)c.On<DeduplicationResult>().Threshold)
            .Attribute("DeduplicationStats.original_count", c => (long)c.On<DeduplicationResult>().OriginalCount)
            .Attribute("DeduplicationStats.deduplicated_count", c => (long)c.On<DeduplicationResult>().DeduplicatedCount);
        foreach (string kind in (string[])["AsyncJob", "EmbeddingsExportJob", "DeduplicationJob"])
            MapJob(vendor, kind);
    }

    private static void MapJob(WireVendor vendor, string kind) => vendor
        .Attribute($"{kind}.job_id", JobId)
        .Attribute($"{kind}.job_last_known_status", c =>
            (c.Instance.Value as Job<JobStatus>)?.State ?? JobMember(c, "job_last_known_status"))
        .Attribute($"{kind}.job_type", c => JobMember(c, "job_type"))
        .Attribute($"{kind}.job_creation_time", c => JobMember(c, "job_creation_time"))
        .Method($"{kind}.errors()", async c => await Value(c.Nucleus().Jobs.GetErrorsAsync(JobId(c))))
        .Method($"{kind}.status()", async c =>
        {
            JobStatus status = await Value(c.Nucleus().Jobs.GetStatusAsync(JobId(c)));
            c.Instance.Attributes["job_last_known_status"] = status.Status.Value;
            return status;
        })
        .Method($"{kind}.sleep_until_complete(verbose_std_out=True)", async c =>
        {
            NucleusJob job = c.Nucleus().Jobs.Track(JobId(c));
            try
            {
                await job.WaitForCompletionAsync();
            }
            catch (JobFailedException ended) when (ended.WasCanceled)
            {
                // The official client tells only failures; a job that was cancelled or retried ends the wait without a word.
            }

            c.Instance.Attributes["job_last_known_status"] = job.State;
            return null;
        });

    private static ListJobsOptions JobOptions(WireCall c, string? datasetId)
    {
        ListJobsOptions options = new()
        {
            DatasetId = datasetId,
            Types = [.. (c.Texts("job_types") ?? []).Select(t => (JobType)t)],
            From = c.OptionalText("from_date"),
            To = c.OptionalText("to_date"),
            ShowCompleted = c.Flag("show_completed") ?? false,
        };
        if (c.Integer("limit") is { } limit)
            options.Limit = limit;
        return options;
    }

    /// <summary>The official client reads no result of a job that has not completed, and names what a result lacks.</summary>
    private static T Read<T>(JobStatus status, Func<JobStatus, T> read)
    {
        if (status.Status != JobState.Completed)
            throw new WireRefusedException($"The job is {status.Status}.");
        try
        {
            return read(status);
        }
        catch (FormatException lacking)
        {
            throw new InvalidDataException(lacking.Message, lacking);
        }
    }

    private static WireInstance Started(string kind, JobSummary job) => new(kind, job);

    private static string JobId(WireCall c) => c.Instance.Value is Job<JobStatus> job ? job.Id : c.On<JobSummary>().JobId;

    /// <summary>What the answer said that started the job.</summary>
    private static object? JobMember(WireCall c, string name) => WireJson.ToPython(c.Instance.Value is Job<JobStatus> job
        ? JsonNode.Parse(job.GetRawResponse().Content)![name]
        : WireJson.ToNode(c.On<JobSummary>())![name]);
}
