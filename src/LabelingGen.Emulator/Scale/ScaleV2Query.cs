using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>How version 2 names things in queries and bodies: by id or by name, with members to expand and cursors.</summary>
internal static class ScaleV2Query
{
    private const int LargestPage = 100;

    public static string Required(EmulatorRequest request, string name) =>
        request.Query(name) is { Length: > 0 } value ? value : throw JsonMembers.Missing(name);

    public static ISet<string> Expand(EmulatorRequest request) => request.QueryAll("expand").ToHashSet(StringComparer.Ordinal);

    public static ScaleProjectRecord? Project(EmulatorRequest request) =>
        Project(ScaleEmulator.Account(request), request.Query("project_id"), request.Query("project_name"));

    public static ScaleProjectRecord? Project(ScaleAccount account, string? id, string? name)
    {
        if (!string.IsNullOrEmpty(id))
            return account.Projects.Values.FirstOrDefault(p => p.Id == id)
                ?? throw new VendorErrorException(404, $"Project not found: {id}");
        return string.IsNullOrEmpty(name) ? null : account.Project(name);
    }

    public static bool HasBatch(EmulatorRequest request) =>
        request.Query("batch_id") is { Length: > 0 } || request.Query("batch_name") is { Length: > 0 };

    public static bool HasBatch(JsonObject body) => body["batch_id"] is not null || body["batch_name"] is not null;

    public static ScaleBatchRecord Batch(EmulatorRequest request) =>
        Batch(ScaleEmulator.Account(request), request.Query("batch_id"), request.Query("batch_name"));

    public static ScaleBatchRecord Batch(ScaleAccount account, JsonObject body) =>
        Batch(account, body.Text("batch_id"), body.Text("batch_name"));

    public static Func<DateTimeOffset?, bool> Bounds(EmulatorRequest request, string after, string before)
    {
        DateTimeOffset? from = Timestamps.Parse(request.Query(after), after);
        DateTimeOffset? to = Timestamps.Parse(request.Query(before), before);
        return at => (from is null || at >= from) && (to is null || at <= to);
    }

    public static Func<ScaleTaskRecord, bool> TaskFilter(EmulatorRequest request)
    {
        string? status = request.Query("status");
        Func<DateTimeOffset?, bool> completed = Bounds(request, "completed_after", "completed_before");
        return task => (string.IsNullOrEmpty(status) || task.Status == status) && completed(task.CompletedAt);
    }

    /// <summary>One page, newest first, as the member <paramref name="member"/> of the answer.</summary>
    public static EmulatorResponse Page<T>(
        EmulatorRequest request,
        IEnumerable<T> items,
        string member,
        Func<T, DateTimeOffset> at,
        Func<T, string> id,
        Func<T, JsonObject> write,
        JsonObject? answer = null)
    {
        int limit = request.QueryNumber("limit", LargestPage, 1, LargestPage);
        List<T> all = [.. items.OrderByDescending(at).ThenByDescending(id, StringComparer.Ordinal)];
        string? token = request.Query("next_token");
        int start = string.IsNullOrEmpty(token) ? 0 : PageCursor.Skip(all, token, at, id);
        T[] page = [.. all.Skip(start).Take(limit)];
        answer ??= [];
        answer[member] = page.Select(JsonNode? (item) => write(item)).ToJson();
        if (answer.ContainsKey("total"))
            answer["total"] = all.Count;
        if (start + page.Length < all.Count)
            answer["next_token"] = PageCursor.After(at(page[^1]), id(page[^1]));
        return EmulatorResponse.Json(answer);
    }

    private static ScaleBatchRecord Batch(ScaleAccount account, string? id, string? name)
    {
        if (!string.IsNullOrEmpty(id))
            return account.Batches.Values.FirstOrDefault(b => b.Id == id) ?? throw new VendorErrorException(404, $"Batch not found: {id}");
        return string.IsNullOrEmpty(name) ? throw JsonMembers.Missing("batch_id\" or \"batch_name") : account.Batch(name);
    }
}
