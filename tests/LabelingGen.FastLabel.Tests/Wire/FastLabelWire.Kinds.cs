using LabelingGen.Core;
using LabelingGen.Testing.Wire;

namespace LabelingGen.FastLabel.Tests.Wire;

/// <summary>The operations that every kind of task has, one line of names and classes for each.</summary>
internal static partial class FastLabelWire
{
    private static void MapKinds(WireVendor vendor)
    {
        Reading(vendor, "image", 100,
            (f, id) => Plain(f.ImageTasks.GetAsync(id)),
            (f, p, n) => Plain(f.ImageTasks.FindByNameAsync(p, n)),
            (f, p, q) => Page(f.ImageTasks.ListAsync(p, Listing<ListImageTasksOptions>(q))));
        Writing<CreateImageTaskRequest, UpdateImageTaskRequest>(
            vendor, "image", "annotations", "file_path",
            (b, path) => b.File = Base64Content.FromFile(path),
            (f, b) => Plain(f.ImageTasks.CreateAsync(b)),
            (f, id, b) => Plain(f.ImageTasks.UpdateAsync(id, b)));
        Reading(vendor, "sequential_image", 10,
            (f, id) => Plain(f.SequentialImageTasks.GetAsync(id)),
            (f, p, n) => Plain(f.SequentialImageTasks.FindByNameAsync(p, n)),
            (f, p, q) => Page(f.SequentialImageTasks.ListAsync(p, Listing<ListSequentialImageTasksOptions>(q))));
        Writing<CreateSequentialImageTaskRequest, UpdateSequentialImageTaskRequest>(
            vendor, "sequential_image", "annotations", "folder_path",
            (b, path) => b.Contents = Content.FromFolder(path),
            (f, b) => Plain(f.SequentialImageTasks.CreateAsync(b)),
            (f, id, b) => Plain(f.SequentialImageTasks.UpdateAsync(id, b)));
        Reading(vendor, "video", 10,
            (f, id) => Plain(f.VideoTasks.GetAsync(id)),
            (f, p, n) => Plain(f.VideoTasks.FindByNameAsync(p, n)),
            (f, p, q) => Page(f.VideoTasks.ListAsync(p, Listing<ListVideoTasksOptions>(q))));
        Writing<CreateVideoTaskRequest, UpdateVideoTaskRequest>(
            vendor, "video", "annotations", "file_path",
            (b, path) => b.File = Base64Content.FromFile(path),
            (f, b) => Plain(f.VideoTasks.CreateAsync(b)),
            (f, id, b) => Plain(f.VideoTasks.UpdateAsync(id, b)));
        Reading(vendor, "text", 100,
            (f, id) => Plain(f.TextTasks.GetAsync(id)),
            (f, p, n) => Plain(f.TextTasks.FindByNameAsync(p, n)),
            (f, p, q) => Page(f.TextTasks.ListAsync(p, Listing<ListTextTasksOptions>(q))));
        Writing<CreateTextTaskRequest, UpdateTextTaskRequest>(
            vendor, "text", "annotations", "file_path",
            (b, path) => b.File = Base64Content.FromFile(path),
            (f, b) => Plain(f.TextTasks.CreateAsync(b)),
            (f, id, b) => Plain(f.TextTasks.UpdateAsync(id, b)));
        Reading(vendor, "audio", 100,
            (f, id) => Plain(f.AudioTasks.GetAsync(id)),
            (f, p, n) => Plain(f.AudioTasks.FindByNameAsync(p, n)),
            (f, p, q) => Page(f.AudioTasks.ListAsync(p, Listing<ListAudioTasksOptions>(q))));
        Writing<CreateAudioTaskRequest, UpdateAudioTaskRequest>(
            vendor, "audio", "annotations", "file_path",
            (b, path) => b.File = Base64Content.FromFile(path),
            (f, b) => Plain(f.AudioTasks.CreateAsync(b)),
            (f, id, b) => Plain(f.AudioTasks.UpdateAsync(id, b)));
        Reading(vendor, "pcd", 100,
            (f, id) => Plain(f.PointCloudTasks.GetAsync(id)),
            (f, p, n) => Plain(f.PointCloudTasks.FindByNameAsync(p, n)),
            (f, p, q) => Page(f.PointCloudTasks.ListAsync(p, Listing<ListPointCloudTasksOptions>(q))));
        Writing<CreatePointCloudTaskRequest, UpdatePointCloudTaskRequest>(
            vendor, "pcd", "annotations", "file_path",
            (b, path) => b.File = Base64Content.FromFile(path),
            (f, b) => Plain(f.PointCloudTasks.CreateAsync(b)),
            (f, id, b) => Plain(f.PointCloudTasks.UpdateAsync(id, b)));
        Reading(vendor, "sequential_pcd", 10,
            (f, id) => Plain(f.SequentialPointCloudTasks.GetAsync(id)),
            (f, p, n) => Plain(f.SequentialPointCloudTasks.FindByNameAsync(p, n)),
            (f, p, q) => Page(f.SequentialPointCloudTasks.ListAsync(p, Listing<ListSequentialPointCloudTasksOptions>(q))));
        Writing<CreateSequentialPointCloudTaskRequest, UpdateSequentialPointCloudTaskRequest>(
            vendor, "sequential_pcd", "annotations", "folder_path",
            (b, path) => b.Contents = Content.FromFolder(path),
            (f, b) => Plain(f.SequentialPointCloudTasks.CreateAsync(b)),
            (f, id, b) => Plain(f.SequentialPointCloudTasks.UpdateAsync(id, b)));
        Reading(vendor, "image_classification", 100,
            (f, id) => Plain(f.ImageClassificationTasks.GetAsync(id)),
            (f, p, n) => Plain(f.ImageClassificationTasks.FindByNameAsync(p, n)),
            (f, p, q) => Page(f.ImageClassificationTasks.ListAsync(p, Listing<ListImageClassificationTasksOptions>(q))));
        Writing<CreateImageClassificationTaskRequest, UpdateImageClassificationTaskRequest>(
            vendor, "image_classification", "attributes", "file_path",
            (b, path) => b.File = Base64Content.FromFile(path),
            (f, b) => Plain(f.ImageClassificationTasks.CreateAsync(b)),
            (f, id, b) => Plain(f.ImageClassificationTasks.UpdateAsync(id, b)));
        Reading(vendor, "multi_image_classification", 100,
            (f, id) => Plain(f.MultiImageClassificationTasks.GetAsync(id)),
            (f, p, n) => Plain(f.MultiImageClassificationTasks.FindByNameAsync(p, n)),
            (f, p, q) => Page(f.MultiImageClassificationTasks.ListAsync(p, Listing<ListMultiImageClassificationTasksOptions>(q))));
        Writing<CreateMultiImageClassificationTaskRequest, UpdateMultiImageClassificationTaskRequest>(
            vendor, "multi_image_classification", "attributes", "folder_path",
            (b, path) => b.Contents = Content.FromFolder(path),
            (f, b) => Plain(f.MultiImageClassificationTasks.CreateAsync(b)),
            (f, id, b) => Plain(f.MultiImageClassificationTasks.UpdateAsync(id, b)));
        Reading(vendor, "video_classification", 100,
            (f, id) => Plain(f.VideoClassificationTasks.GetAsync(id)),
            (f, p, n) => Plain(f.VideoClassificationTasks.FindByNameAsync(p, n)),
            (f, p, q) => Page(f.VideoClassificationTasks.ListAsync(p, Listing<ListVideoClassificationTasksOptions>(q))));
        Writing<CreateVideoClassificationTaskRequest, UpdateVideoClassificationTaskRequest>(
            vendor, "video_classification", "attributes", "file_path",
            (b, path) => b.File = Base64Content.FromFile(path),
            (f, b) => Plain(f.VideoClassificationTasks.CreateAsync(b)),
            (f, id, b) => Plain(f.VideoClassificationTasks.UpdateAsync(id, b)));
        Reading(vendor, "text_classification", 100,
            (f, id) => Plain(f.TextClassificationTasks.GetAsync(id)),
            (f, p, n) => Plain(f.TextClassificationTasks.FindByNameAsync(p, n)),
            (f, p, q) => Page(f.TextClassificationTasks.ListAsync(p, Listing<ListTextClassificationTasksOptions>(q))));
        Writing<CreateTextClassificationTaskRequest, UpdateTextClassificationTaskRequest>(
            vendor, "text_classification", "attributes", "file_path",
            (b, path) => b.File = Base64Content.FromFile(path),
            (f, b) => Plain(f.TextClassificationTasks.CreateAsync(b)),
            (f, id, b) => Plain(f.TextClassificationTasks.UpdateAsync(id, b)));
        Reading(vendor, "audio_classification", 100,
            (f, id) => Plain(f.AudioClassificationTasks.GetAsync(id)),
            (f, p, n) => Plain(f.AudioClassificationTasks.FindByNameAsync(p, n)),
            (f, p, q) => Page(f.AudioClassificationTasks.ListAsync(p, Listing<ListAudioClassificationTasksOptions>(q))));
        Writing<CreateAudioClassificationTaskRequest, UpdateAudioClassificationTaskRequest>(
            vendor, "audio_classification", "attributes", "file_path",
            (b, path) => b.File = Base64Content.FromFile(path),
            (f, b) => Plain(f.AudioClassificationTasks.CreateAsync(b)),
            (f, id, b) => Plain(f.AudioClassificationTasks.UpdateAsync(id, b)));
        Reading(vendor, "dicom", 100,
            (f, id) => Plain(f.DicomTasks.GetAsync(id)),
            (f, p, n) => Plain(f.DicomTasks.FindByNameAsync(p, n)),
            (f, p, q) => Page(f.DicomTasks.ListAsync(p, Listing<ListDicomTasksOptions>(q))));
        Reading(vendor, "multi_modal_video_audio", 10,
            (f, id) => Plain(f.MultiModalTasks.GetAsync(id)),
            (f, p, n) => Plain(f.MultiModalTasks.FindByNameAsync(p, n)),
            (f, p, q) => Page(f.MultiModalTasks.ListAsync(p, Listing<ListMultiModalVideoAudioTasksOptions>(q))));
        Reading(vendor, "robotics", 100,
            (f, id) => Plain(f.RoboticsTasks.GetAsync(id)),
            (f, p, n) => Plain(f.RoboticsTasks.FindByNameAsync(p, n)),
            (f, p, q) => Page(f.RoboticsTasks.ListAsync(p, Listing<ListRoboticsTasksOptions>(q, offset: 0))));
        MapOtherWriting(vendor);
    }

    private static void MapOtherWriting(WireVendor vendor) => vendor
        .Method($"Client.create_dicom_task(project, file_path, {Optional}, **people)",
            c => Begun(c.FastLabel().DicomTasks.CreateAsync(
                c.Path("file_path")!, Model<CreateDicomTaskRequest>(TaskBody(c, ("project", "project"))))))
        .Method($"Client.update_dicom_task(task_id, {Optional}, **people)",
            c => Plain(c.FastLabel().DicomTasks.UpdateAsync(c.Text("task_id"), Model<UpdateDicomTaskRequest>(TaskBody(c)))))
        .Method($"Client.create_robotics_task(project, name, {Optional}, operator=None, **people)",
            c => Plain(c.FastLabel().RoboticsTasks.CreateAsync(Model<CreateRoboticsTaskRequest>(
                TaskBody(c, ("project", "project"), ("name", "name"), ("operator", "operator"))))))
        .Method($"Client.update_robotics_task(task_id, {Optional}, operator=None, annotations=None, **people)",
            c => Plain(c.FastLabel().RoboticsTasks.UpdateAsync(c.Text("task_id"), Model<UpdateRoboticsTaskRequest>(
                TaskBody(c, ("operator", "operator")).Unless(c, ("annotations", "annotations"))))))
        .Method(
            $"Client.create_integrated_image_task(project, file_path, storage_type, {Optional}, annotations=[], **people)",
            c => Plain(c.FastLabel().ImageTasks.CreateIntegratedAsync(Model<CreateIntegratedImageTaskRequest>(TaskBody(
                c, ("project", "project"), ("file_path", "filePath"), ("storage_type", "storageType"), ("annotations", "annotations"))))))
        .Method(
            $"Client.create_integrated_image_classification_task(project, file_path, storage_type, {Optional}, attributes=[], **people)",
            c => Plain(c.FastLabel().ImageClassificationTasks.CreateIntegratedAsync(
                Model<CreateIntegratedImageClassificationTaskRequest>(TaskBody(
                    c, ("project", "project"), ("file_path", "filePath"), ("storage_type", "storageType"),
                    ("attributes", "attributes"))))));

    private const string Optional = "status=None, external_status=None, priority=None, tags=[], metadatas=[]";

    /// <summary>The options of a list, which have the same members for every kind.</summary>
    /// <param name="call">The recorded call.</param>
    /// <param name="offset">The offset that is sent where the call has none.</param>
    private static TOptions Listing<TOptions>(WireCall call, int? offset = null)
        where TOptions : new()
    {
        TOptions options = new();
        Set("Status", call.Status());
        Set("ExternalStatus", call.ExternalStatus());
        Set("Tags", call.Filters("tags"));
        Set("TaskName", call.Filter("task_name"));
        Set("Offset", call.Offset() ?? offset);
        Set("Limit", call.Limit());
        return options;

        void Set(string name, object? value) => typeof(TOptions).GetProperty(name)!.SetValue(options, value);
    }

    private static void Reading(
        WireVendor vendor, string kind, int limit, Func<FastLabelClient, string, object?> find,
        Func<FastLabelClient, string, string, object?> findByName, Func<FastLabelClient, string, WireCall, object?> list) => vendor
        .Method($"Client.find_{kind}_task(task_id)", c => find(c.FastLabel(), c.Text("task_id")))
        .Method($"Client.find_{kind}_task_by_name(project, task_name)",
            c => findByName(c.FastLabel(), c.Text("project"), c.Text("task_name")))
        .Method(
            $"Client.get_{kind}_tasks(project, status=None, external_status=None, tags=[], task_name=None, offset=None, limit={limit})",
            c => list(c.FastLabel(), c.Text("project"), c));

    private static void Writing<TCreate, TUpdate>(
        WireVendor vendor, string kind, string labels, string pathName, Action<TCreate, string> addFiles,
        Func<FastLabelClient, TCreate, object?> create, Func<FastLabelClient, string, TUpdate, object?> update) => vendor
        .Method(
            $"Client.create_{kind}_task(project, name, {pathName}, {Optional}, {labels}=[], is_delete_exif=False, custom_task_status=None, "
                + "**people)",
            c =>
            {
                TCreate body = Model<TCreate>(TaskBody(
                    c, ("project", "project"), ("name", "name"), (labels, labels), ("is_delete_exif", "isDeleteExif"),
                    ("custom_task_status", "customTaskStatus")));
                addFiles(body, c.Path(pathName)!);
                return create(c.FastLabel(), body);
            })
        .Method(
            $"Client.update_{kind}_task(task_id, {Optional}, {labels}=[], relations=[], custom_task_status=None, **people)",
            c => update(c.FastLabel(), c.Text("task_id"), Model<TUpdate>(TaskBody(
                c, (labels, labels), ("relations", "relations"), ("custom_task_status", "customTaskStatus")))));
}
