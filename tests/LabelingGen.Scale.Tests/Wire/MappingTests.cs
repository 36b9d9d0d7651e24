namespace LabelingGen.Scale.Tests.Wire;

/// <summary>The harness knows every method of the official client, not only those of the recordings at hand.</summary>
public sealed class MappingTests
{
    private static readonly string[] OfV1 =
    [
        "create_task", "get_task", "cancel_task", "audit_task", "update_task_unique_id", "clear_task_unique_id", "set_task_metadata",
        "set_task_tags", "add_task_tags", "delete_task_tags", "tasks", "get_tasks", "get_tasks_count", "create_batch", "finalize_batch",
        "batch_status", "get_batch", "batches", "get_batches", "set_batch_metadata", "create_project", "get_project", "get_projects",
        "projects", "update_project", "get_project_template", "upload_file", "import_file", "create_evaluation_task",
        "create_training_task",
        "list_teammates", "invite_teammates", "update_teammates_role", "list_studio_assignments", "add_studio_assignments",
        "remove_studio_assignments", "list_project_groups", "create_project_group", "update_project_group", "list_studio_batches",
        "assign_studio_batches", "set_studio_batches_priorities", "reset_studio_batches_priorities", "v2_get_tasks", "v2_get_batches",
    ];

    private static readonly string[] OfV2 =
    [
        "get_task", "get_tasks", "create_chat_task", "set_task_metadata", "get_batch", "create_batch", "get_batches", "finalize_batch",
        "pause_batch", "resume_batch", "cancel_batch", "set_batch_metadata", "get_project", "get_projects", "get_annotation",
        "get_deliveries", "get_delivery", "get_delivery_tasks", "get_datasets", "get_dataset_deliveries", "get_dataset_delivery",
        "get_dataset_task", "get_dataset_tasks", "get_dataset_task_response_url", "get_schema",
    ];

    [Fact]
    public void Every_method_of_the_official_client_is_known()
    {
        string[] all = [.. OfV1.Select(name => "ScaleClient." + name), .. OfV2.Select(name => "V2Api." + name)];
        all.Where(name => !ScaleWire.Vendor.Knows(name)).ShouldBeEmpty();
    }
}
