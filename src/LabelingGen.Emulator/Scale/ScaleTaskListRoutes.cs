using System.Text;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary><c>GET /v1/tasks</c>: every filter, newest first, cursor and offset.</summary>
internal static class ScaleTaskListRoutes
{
    private const int LargestPage = 100;

    public static void Map(ScaleEmulator vendor) => vendor.Routes.Map("GET", "/v1/tasks", request => List(vendor, request));

    private static EmulatorResponse List(ScaleEmulator vendor, EmulatorRequest request)
    {
        ScaleAccount account = ScaleEmulator.Account(request);
        int limit = request.QueryNumber("limit", LargestPage, 1, LargestPage);
        int offset = request.QueryNumber("offset", 0, 0, int.MaxValue);
        bool limited = request.QueryFlag("limited_response") is true;
        bool withUrls = request.QueryFlag("include_attachment_url") is true;
        List<ScaleTaskRecord> matches = Filter(account, request);
        string? token = request.Query("next_token");
        int start = string.IsNullOrEmpty(token) ? offset : PageCursor.Skip(matches, token, t => t.CreatedAt, t => t.Id);
        ScaleTaskRecord[] page = [.. matches.Skip(start).Take(limit)];
        bool hasMore = start + page.Length < matches.Count;
        JsonObject json = new()
        {
            ["docs"] = page.Select(
                JsonNode? (t) => limited ? t.ToLimitedJson() : withUrls ? WithAttachmentUrls(vendor, account, t) : t.ToJson()).ToJson(),
            ["total"] = matches.Count,
            ["limit"] = limit,
            ["offset"] = start,
            ["has_more"] = hasMore,
        };
        if (hasMore)
            json["next_token"] = PageCursor.After(page[^1].CreatedAt, page[^1].Id);
        return EmulatorResponse.Json(json);
    }

    private static List<ScaleTaskRecord> Filter(ScaleAccount account, EmulatorRequest request)
    {
        List<Func<ScaleTaskRecord, bool>> filters = [];
        AddBounds(filters, request, "start_time", "end_time", t => t.CreatedAt);
        AddBounds(filters, request, "completed_after", "completed_before", t => t.CompletedAt);
        AddBounds(filters, request, "updated_after", "updated_before", t => t.UpdatedAt);
        AddText(filters, request, "status", t => t.Status);
        AddText(filters, request, "type", t => t.Type);
        AddText(filters, request, "project", t => t.Project?.Name);
        AddText(filters, request, "batch", t => t.Batch?.Name);
        HashSet<string> reviews = [.. request.QueryAll("customer_review_status").SelectMany(v => v.Split(','))];
        if (reviews.Count > 0)
            filters.Add(t => t.ReviewStatus is not null && reviews.Contains(t.ReviewStatus));
        HashSet<string> ids = [.. request.QueryAll("unique_id")];
        if (ids.Count > 0)
            filters.Add(t => t.UniqueId is not null && ids.Contains(t.UniqueId));
        string[] tags = request.QueryAll("tags");
        if (tags.Length > 0)
            filters.Add(t => t.Tags is not null && Array.Exists(tags, t.Tags.Contains));
        return
        [
            .. account.TaskOrder.Where(t => filters.TrueForAll(f => f(t)))
                .OrderByDescending(t => t.CreatedAt).ThenByDescending(t => t.Id, StringComparer.Ordinal),
        ];
    }

    private static void AddText(
        List<Func<ScaleTaskRecord, bool>> filters, EmulatorRequest request, string name, Func<ScaleTaskRecord, string?> member)
    {
        if (request.Query(name) is { Length: > 0 } wanted)
            filters.Add(t => string.Equals(member(t), wanted, StringComparison.Ordinal));
    }

    private static void AddBounds(
        List<Func<ScaleTaskRecord, bool>> filters,
        EmulatorRequest request,
        string lower,
        string upper,
        Func<ScaleTaskRecord, DateTimeOffset?> member)
    {
        if (Timestamps.Parse(request.Query(lower), lower) is { } from)
            filters.Add(t => member(t) >= from);
        if (Timestamps.Parse(request.Query(upper), upper) is { } to)
            filters.Add(t => member(t) <= to);
    }

    private static JsonObject WithAttachmentUrls(ScaleEmulator vendor, ScaleAccount account, ScaleTaskRecord task)
    {
        JsonObject json = task.ToJson();
        JsonObject parameters = json["params"]!.AsObject();
        if (parameters["attachment"] is JsonValue single && single.TryGetValue(out string? url))
            parameters["attachment_url"] = Sign(vendor, account, url);
        if (parameters["attachments"] is JsonArray several)
            parameters["attachment_urls"] = several.Select(
                JsonNode? (n) => n is JsonValue v && v.TryGetValue(out string? u) ? Sign(vendor, account, u) : null).ToJson();
        return json;
    }

    private static string Sign(ScaleEmulator vendor, ScaleAccount account, string url)
    {
        string id = url[(url.LastIndexOf('/') + 1)..];
        return url.StartsWith("scaledata://", StringComparison.Ordinal) && account.Files.ContainsKey(id) ? vendor.SignedUrl(id) : url;
    }
}

/// <summary>A cursor that names the last item of a page; items made meanwhile neither repeat nor hide others.</summary>
internal static class PageCursor
{
    public static string After(DateTimeOffset createdAt, string id) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        new JsonObject { ["created_at"] = Timestamps.Milliseconds(createdAt), ["id"] = id }.ToJsonString()));

    /// <summary>How many of <paramref name="newestFirst"/> the cursor is past.</summary>
    /// <exception cref="VendorErrorException">The cursor is not one of ours.</exception>
    public static int Skip<T>(List<T> newestFirst, string cursor, Func<T, DateTimeOffset> createdAt, Func<T, string> id)
    {
        (DateTimeOffset at, string lastId) = Read(cursor);
        int index = newestFirst.FindIndex(t => createdAt(t) < at || (createdAt(t) == at && string.CompareOrdinal(id(t), lastId) < 0));
        return index < 0 ? newestFirst.Count : index;
    }

    private static (DateTimeOffset At, string Id) Read(string cursor)
    {
        byte[] buffer = new byte[cursor.Length];
        try
        {
            if (Convert.TryFromBase64String(cursor, buffer, out int length) && JsonBody.Parse(buffer.AsSpan(0, length)) is JsonObject json
                && Timestamps.Parse(json.Text("created_at"), "next_token") is { } at && json.Text("id") is { } id)
                return (at, id);
        }
        catch (System.Text.Json.JsonException)
        {
            // Answered below like any other foreign cursor.
        }

        throw new VendorErrorException(400, "Parameter is invalid, reason: \"next_token\" is not a token of this list");
    }
}
