using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Batches of version 1.</summary>
internal static class ScaleBatchRoutes
{
    private const int LargestPage = 100;

    public static void Map(ScaleEmulator vendor)
    {
        RouteTable routes = vendor.Routes;
        routes.Map("POST", "/v1/batches", request => Create(vendor, request));
        routes.Map("GET", "/v1/batches", List);
        routes.Map("GET", "/v1/batches/{batchName}", request => EmulatorResponse.Json(Find(request).ToJson(detailed: true)));
        routes.Map("GET", "/v1/batches/{batchName}/status", Status);
        routes.Map("POST", "/v1/batches/{batchName}/finalize", request => Finalize(vendor, request));
        routes.Map("POST", "/v1/batches/{batchName}/setMetadata", SetMetadata);
        routes.Map("POST", "/v1/batches/{batchName}/prioritize", Prioritize);
    }

    /// <summary>Makes and stores a batch; version 2 comes here too.</summary>
    public static ScaleBatchRecord Store(ScaleEmulator vendor, ScaleAccount account, ScaleProjectRecord project, JsonObject body)
    {
        string name = body.RequiredText("name");
        if (account.Batches.ContainsKey(name))
            throw new VendorErrorException(409, $"A batch with the name {name} already exists.");
        bool calibration = body.Flag("calibration_batch");
        bool selfLabel = body.Flag("self_label_batch");
        if ((calibration || selfLabel) && !project.IsRapid)
            throw new VendorErrorException(400, "Calibration and self-label batches exist in Rapid projects only.");
        ScaleBatchRecord batch = new()
        {
            Id = account.Ids.Numbered("bat_"),
            Name = name,
            Project = project,
            CreatedAt = vendor.Now,
            Callback = body.Text("callback") is { Length: > 0 } callback ? callback : null,
            Metadata = ScaleTaskFactory.ReadMetadata(body.Object("metadata")),
            IsCalibration = calibration,
            IsSelfLabel = selfLabel,
            // Test batches are in progress straight away.
            Status = account.IsTest ? "in_progress" : "staging",
        };
        account.Batches.Add(name, batch);
        return batch;
    }

    private static EmulatorResponse Create(ScaleEmulator vendor, EmulatorRequest request)
    {
        ScaleAccount account = ScaleEmulator.Account(request);
        JsonObject body = request.JsonObject();
        ScaleProjectRecord project = account.Project(body.RequiredText("project"));
        return EmulatorResponse.Json(Store(vendor, account, project, body).ToJson());
    }

    private static EmulatorResponse List(EmulatorRequest request)
    {
        int limit = request.QueryNumber("limit", LargestPage, 1, LargestPage);
        int offset = request.QueryNumber("offset", 0, 0, int.MaxValue);
        DateTimeOffset? from = Timestamps.Parse(request.Query("start_time"), "start_time");
        DateTimeOffset? to = Timestamps.Parse(request.Query("end_time"), "end_time");
        DateTimeOffset? completedFrom = Timestamps.Parse(request.Query("completed_after"), "completed_after");
        DateTimeOffset? completedTo = Timestamps.Parse(request.Query("completed_before"), "completed_before");
        bool audited = request.Query("audited_after") is { Length: > 0 } || request.Query("audited_before") is { Length: > 0 };
        DateTimeOffset? auditedFrom = Timestamps.Parse(request.Query("audited_after"), "audited_after");
        DateTimeOffset? auditedTo = Timestamps.Parse(request.Query("audited_before"), "audited_before");
        string? status = request.Query("status");
        string? project = request.Query("project");
        bool withoutArchived = request.QueryFlag("exclude_archived") is true;
        bool detailed = request.QueryFlag("detailed") is true;
        ScaleBatchRecord[] matches =
        [
            .. ScaleEmulator.Account(request).Batches.Values
                .Where(b => (from is null || b.CreatedAt >= from) && (to is null || b.CreatedAt <= to))
                .Where(b => (completedFrom is null || b.CompletedAt >= completedFrom)
                    && (completedTo is null || b.CompletedAt <= completedTo))
                .Where(b => !audited || LastAudit(b) is { } at && (auditedFrom is null || at >= auditedFrom)
                    && (auditedTo is null || at <= auditedTo))
                .Where(b => string.IsNullOrEmpty(status) || b.Status == status)
                .Where(b => string.IsNullOrEmpty(project) || b.Project.Name == project)
                .Where(b => !withoutArchived || !b.IsArchived)
                .OrderByDescending(b => b.CreatedAt).ThenByDescending(b => b.Id.Length).ThenByDescending(b => b.Id, StringComparer.Ordinal),
        ];
        ScaleBatchRecord[] page = [.. matches.Skip(offset).Take(limit)];
        return EmulatorResponse.Json(new JsonObject
        {
            ["docs"] = page.Select(JsonNode? (b) => b.ToJson(detailed)).ToJson(),
            ["totalDocs"] = matches.Length,
            ["limit"] = limit,
            ["offset"] = offset,
            ["has_more"] = offset + page.Length < matches.Length,
        });
    }

    private static EmulatorResponse Status(EmulatorRequest request)
    {
        ScaleBatchRecord batch = Find(request);
        JsonObject json = new() { ["status"] = batch.ToJson()["status"]!.DeepClone() };
        foreach (string status in new[] { "pending", "error", "completed", "canceled" })
        {
            if (batch.Count(status) is > 0 and int count)
                json[status] = count;
        }

        return EmulatorResponse.Json(json);
    }

    private static EmulatorResponse Finalize(ScaleEmulator vendor, EmulatorRequest request)
    {
        ScaleBatchRecord batch = Find(request);
        vendor.Work.Finalize(ScaleEmulator.Account(request), batch);
        return EmulatorResponse.Json(batch.ToJson());
    }

    private static EmulatorResponse SetMetadata(EmulatorRequest request)
    {
        ScaleBatchRecord batch = Find(request);
        batch.Metadata = ScaleTaskFactory.ReadMetadata(request.JsonObject());
        return EmulatorResponse.Json(batch.ToJson());
    }

    private static EmulatorResponse Prioritize(EmulatorRequest request)
    {
        ScaleBatchRecord batch = Find(request);
        int priority = request.JsonObject().Number("priority") ?? throw JsonMembers.Missing("priority");
        if (batch.IsFinalized)
            throw new VendorErrorException(400, $"Batch {batch.Name} is finalized; its priority can no longer be set.");
        batch.Priority = priority;
        return EmulatorResponse.Json(batch.ToJson());
    }

    private static DateTimeOffset? LastAudit(ScaleBatchRecord batch) =>
        batch.Tasks.Where(t => t.ReviewStatus is "accepted" or "rejected").Select(t => (DateTimeOffset?)t.UpdatedAt).Max();

    private static ScaleBatchRecord Find(EmulatorRequest request) => ScaleEmulator.Account(request).Batch(request["batchName"]);
}
