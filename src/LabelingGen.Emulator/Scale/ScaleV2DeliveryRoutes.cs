using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Version 2: deliveries (one per completed batch) and datasets (one per project).</summary>
internal static class ScaleV2DeliveryRoutes
{
    private const string SchemaId = "schema_1";

    public static void Map(ScaleEmulator vendor)
    {
        RouteTable routes = vendor.Routes;
        routes.Map("GET", "/v2/deliveries", ListDeliveries);
        routes.Map("GET", "/v2/delivery", GetDelivery);
        routes.Map("GET", "/v2/delivery/tasks", ListDeliveredTasks);
        routes.Map("GET", "/v2/datasets", ListDatasets);
        routes.Map("GET", "/v2/datasets/deliveries", ListDatasetDeliveries);
        routes.Map("GET", "/v2/datasets/delivery", GetDatasetDelivery);
        routes.Map("GET", "/v2/datasets/task", GetDatasetTask);
        routes.Map("GET", "/v2/datasets/tasks", ListDatasetTasks);
        routes.Map("GET", "/v2/datasets/task/{taskId}/response_url/{attachmentId}", request => ResponseUrl(vendor, request));
        routes.Map("GET", "/v2/schema", GetSchema);
    }

    private static EmulatorResponse ListDeliveries(EmulatorRequest request)
    {
        ScaleProjectRecord? project = ScaleV2Query.Project(request);
        Func<DateTimeOffset?, bool> delivered = ScaleV2Query.Bounds(request, "delivered_after", "delivered_before");
        ISet<string> expand = ScaleV2Query.Expand(request);
        return EmulatorResponse.Json(new JsonObject
        {
            ["deliveries"] = ScaleEmulator.Account(request).Deliveries
                .Where(d => (project is null || d.Project == project) && delivered(d.At))
                .Select(JsonNode? (d) => ScaleV2Json.Delivery(d, expand)).ToJson(),
        });
    }

    private static EmulatorResponse GetDelivery(EmulatorRequest request)
    {
        ISet<string> expand = ScaleV2Query.Expand(request);
        ScaleDeliveryRecord delivery = Find(request);
        JsonObject answer = new() { ["delivery"] = ScaleV2Json.Delivery(delivery, expand) };
        return ScaleV2Query.Page(request, delivery.Tasks, "tasks", t => t.CreatedAt, t => t.Id, t => ScaleV2Json.Task(t, expand), answer);
    }

    private static EmulatorResponse ListDeliveredTasks(EmulatorRequest request)
    {
        ScaleProjectRecord? project = ScaleV2Query.Project(request);
        string? deliveryId = request.Query("delivery_id");
        Func<ScaleTaskRecord, bool> filter = ScaleV2Query.TaskFilter(request);
        IEnumerable<(ScaleDeliveryRecord Delivery, ScaleTaskRecord Task)> items = ScaleEmulator.Account(request).Deliveries
            .Where(d => (project is null || d.Project == project) && (string.IsNullOrEmpty(deliveryId) || d.Id == deliveryId))
            .SelectMany(d => d.Tasks.Where(filter).Select(t => (d, t)));
        return ScaleV2Query.Page(
            request, items, "docs", i => i.Task.CreatedAt, i => i.Task.Id,
            i => new()
            {
                ["task_id"] = i.Task.Id,
                ["created_at"] = Timestamps.Milliseconds(i.Task.CreatedAt),
                ["delivery_id"] = i.Delivery.Id,
                ["delivered_at"] = Timestamps.Milliseconds(i.Delivery.At),
                ["response_schema_id"] = SchemaId,
                ["response"] = i.Task.Response?.DeepClone(),
            },
            new() { ["total"] = 0 });
    }

    private static EmulatorResponse ListDatasets(EmulatorRequest request) => EmulatorResponse.Json(new JsonObject
    {
        ["datasets"] = ScaleEmulator.Account(request).Projects.Values.Select(JsonNode? (p) => ScaleV2Json.Dataset(p, whole: true)).ToJson(),
    });

    private static EmulatorResponse ListDatasetDeliveries(EmulatorRequest request)
    {
        ISet<string> expand = ScaleV2Query.Expand(request);
        return EmulatorResponse.Json(new JsonObject
        {
            ["deliveries"] = OfDataset(request).Select(JsonNode? (d) => ScaleV2Json.DatasetDelivery(d, expand)).ToJson(),
        });
    }

    private static EmulatorResponse GetDatasetDelivery(EmulatorRequest request)
    {
        ISet<string> expand = ScaleV2Query.Expand(request);
        ScaleDeliveryRecord delivery = Find(request);
        JsonObject answer = new() { ["delivery"] = ScaleV2Json.DatasetDelivery(delivery, expand) };
        return ScaleV2Query.Page(
            request, delivery.Tasks, "tasks", t => t.CreatedAt, t => t.Id, t => ScaleV2Json.DatasetTask(delivery, t, expand), answer);
    }

    private static EmulatorResponse GetDatasetTask(EmulatorRequest request)
    {
        (ScaleDeliveryRecord delivery, ScaleTaskRecord task) =
            FindTask(ScaleEmulator.Account(request), ScaleV2Query.Required(request, "task_id"));
        return EmulatorResponse.Json(ScaleV2Json.DatasetTask(delivery, task, ScaleV2Query.Expand(request)));
    }

    private static EmulatorResponse ListDatasetTasks(EmulatorRequest request)
    {
        ISet<string> expand = ScaleV2Query.Expand(request);
        IEnumerable<(ScaleDeliveryRecord Delivery, ScaleTaskRecord Task)> items = OfDataset(request)
            .SelectMany(d => d.Tasks.Select(t => (d, t)));
        return ScaleV2Query.Page(
            request, items, "tasks", i => i.Task.CreatedAt, i => i.Task.Id, i => ScaleV2Json.DatasetTask(i.Delivery, i.Task, expand));
    }

    private static EmulatorResponse ResponseUrl(ScaleEmulator vendor, EmulatorRequest request)
    {
        ScaleAccount account = ScaleEmulator.Account(request);
        FindTask(account, request["taskId"]);
        string id = request["attachmentId"];
        return account.Artifacts.ContainsKey(id) || account.Files.ContainsKey(id)
            ? EmulatorResponse.Redirect(vendor.SignedUrl(id))
            : throw new VendorErrorException(404, "Attachment not found");
    }

    private static EmulatorResponse GetSchema(EmulatorRequest request) => ScaleV2Query.Required(request, "schema_id") == SchemaId
        ? EmulatorResponse.Json(new JsonObject
        {
            ["schema"] = new JsonObject { ["id"] = SchemaId, ["json"] = "{\"type\":\"object\",\"properties\":{\"annotations\":{}}}" },
        })
        : throw new VendorErrorException(404, "Schema not found");

    private static IEnumerable<ScaleDeliveryRecord> OfDataset(EmulatorRequest request)
    {
        string? dataset = request.Query("dataset_id");
        string? delivery = request.Query("delivery_id");
        if (string.IsNullOrEmpty(dataset) && string.IsNullOrEmpty(delivery))
            throw JsonMembers.Missing("dataset_id");
        Func<DateTimeOffset?, bool> delivered = ScaleV2Query.Bounds(request, "delivered_after", "delivered_before");
        return ScaleEmulator.Account(request).Deliveries
            .Where(d => (string.IsNullOrEmpty(dataset) || ScaleV2Json.DatasetId(d.Project) == dataset)
            && (string.IsNullOrEmpty(delivery) || d.Id == delivery) && delivered(d.At));
    }

    private static ScaleDeliveryRecord Find(EmulatorRequest request)
    {
        string? id = request.Query("delivery_id");
        string? name = request.Query("delivery_name");
        ScaleProjectRecord? project = ScaleV2Query.Project(request);
        if (string.IsNullOrEmpty(id) && string.IsNullOrEmpty(name))
            throw JsonMembers.Missing("delivery_id");
        return ScaleEmulator.Account(request).Deliveries.Find(d => (string.IsNullOrEmpty(id) ? d.Name == name : d.Id == id)
            && (project is null || d.Project == project)) ?? throw new VendorErrorException(404, "Delivery not found");
    }

    private static (ScaleDeliveryRecord Delivery, ScaleTaskRecord Task) FindTask(ScaleAccount account, string taskId)
    {
        foreach (ScaleDeliveryRecord delivery in account.Deliveries)
        {
            if (delivery.Tasks.FirstOrDefault(t => t.Id == taskId) is { } task)
                return (delivery, task);
        }

        throw new VendorErrorException(404, "Task not found");
    }
}
