using LabelingGen.Testing.Wire;

namespace LabelingGen.Scale.Tests.Wire;

internal static partial class ScaleWire
{
    private static readonly string[] Counters = ["pending", "completed", "error", "canceled"];

    private static void MapBatches(WireVendor vendor)
    {
        vendor
            .Method(
                "ScaleClient.create_batch(project, batch_name, callback='', calibration_batch=False, self_label_batch=False, "
                    + "metadata={})",
                c => c.Scale().Batches.CreateAsync(new BatchParameters
                {
                    Project = c.Text("project"),
                    Name = c.Text("batch_name"),
                    Callback = c.OptionalText("callback"),
                    CalibrationBatch = c.Flag("calibration_batch"),
                    SelfLabelBatch = c.Flag("self_label_batch"),
                    Metadata = c.Object("metadata") ?? [],
                }))
            .Method("ScaleClient.finalize_batch(batch_name)", c => c.Scale().Batches.FinalizeAsync(c.Text("batch_name")))
            .Method("ScaleClient.batch_status(batch_name)", c => c.Scale().Batches.GetStatusAsync(c.Text("batch_name")))
            .Method("ScaleClient.get_batch(batch_name)", c => c.Scale().Batches.GetAsync(c.Text("batch_name")))
            .Method("ScaleClient.set_batch_metadata(batch_name, metadata)",
                c => c.Scale().Batches.SetMetadataAsync(c.Text("batch_name"), c.Object("metadata")!))
            .Method(
                "ScaleClient.batches(start_time=None, end_time=None, exclude_archived=None, status=None, project=None, limit=None, "
                    + "offset=None)",
                c => c.Scale().Batches.GetPageAsync(new ListBatchesOptions
                {
                    CreatedAfter = c.Time("start_time"),
                    CreatedBefore = c.Time("end_time"),
                    ExcludeArchived = c.Flag("exclude_archived"),
                    Status = Known<BatchStatus>(c, "status"),
                    Project = c.OptionalText("project"),
                    PageSize = c.Integer("limit"),
                    Offset = c.Integer("offset"),
                }))
            .Method(
                "ScaleClient.get_batches(project_name=None, batch_status=None, exclude_archived=False, created_after=None, "
                    + "created_before=None)",
                c => c.Scale().Batches.ListAsync(new ListBatchesOptions
                {
                    Project = c.OptionalText("project_name"),
                    Status = Known<BatchStatus>(c, "batch_status"),
                    ExcludeArchived = c.Flag("exclude_archived"),
                    CreatedAfter = c.Time("created_after"),
                    CreatedBefore = c.Time("created_before"),
                }))
            .Attribute("Batchlist.docs", c => c.On<BatchPage>().Docs)
            .Attribute("Batchlist.total", c => c.On<BatchPage>().TotalDocs ?? c.On<BatchPage>().Total)
            .Method("Batchlist.__iter__()", c => c.On<BatchPage>().Docs)
            .Method("Batchlist.__getitem__(index)", c => c.On<BatchPage>().Docs[c.Integer("index") ?? 0])
            .Method("Batch.as_dict()", c => WireJson.ToNode(c.On<Batch>()))
            .Method("Batch.finalize()", async c =>
            {
                Batch batch = await Value(c.Scale().Batches.FinalizeAsync(c.On<Batch>().Name));
                c.Instance.Attributes["status"] = batch.Status.Value;
                return batch;
            })
            .Method("Batch.get_status()", async c =>
            {
                BatchProgress progress = await Value(c.Scale().Batches.GetStatusAsync(c.On<Batch>().Name));
                c.Instance.Attributes["status"] = progress.Status.Value;
                c.Instance.Attributes["tasks_pending"] = (long)(progress.Pending ?? 0);
                c.Instance.Attributes["tasks_completed"] = (long)(progress.Completed ?? 0);
                c.Instance.Attributes["tasks_error"] = (long)(progress.Error ?? 0);
                c.Instance.Attributes["tasks_canceled"] = (long)(progress.Canceled ?? 0);
                return progress;
            });
        // The official batch object has counters that stay empty until get_status() is called.
        foreach (string counter in Counters)
            vendor.Attribute("Batch.tasks_" + counter, static _ => (object?)null);
    }
}
