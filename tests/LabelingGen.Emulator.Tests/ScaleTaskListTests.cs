using System.Net;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator.Tests;

public class ScaleTaskListTests
{
    [Fact]
    public async Task The_cursor_visits_every_task_once_newest_first_even_when_tasks_are_added_meanwhile()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        List<string> made = await CreateAsync(session, 25);
        List<string> seen = [];
        string? token = null;
        int pages = 0;
        do
        {
            JsonNode page = await session.GetAsync(
                "/v1/tasks?limit=10" + (token is null ? "" : "&next_token=" + Uri.EscapeDataString(token)));
            seen.AddRange(page["docs"]!.AsArray().Select(t => t!["task_id"]!.GetValue<string>()));
            token = page["next_token"]?.GetValue<string>();
            page["has_more"]!.GetValue<bool>().ShouldBe(token is not null);
            if (pages++ == 0)
                await CreateAsync(session, 3);
        }
        while (token is not null);

        pages.ShouldBe(3);
        made.Reverse();
        seen.ShouldBe(made);
    }

    [Fact]
    public async Task Offset_and_total_count_the_matches()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        await CreateAsync(session, 7);
        JsonNode page = await session.GetAsync("/v1/tasks?limit=3&offset=5");
        page["docs"]!.AsArray().Count.ShouldBe(2);
        page["total"]!.GetValue<int>().ShouldBe(7);
        page["offset"]!.GetValue<int>().ShouldBe(5);
        page["has_more"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Theory]
    [InlineData("status=completed", "a,b")]
    [InlineData("status=pending", "c,d")]
    [InlineData("type=categorization", "d")]
    [InlineData("project=street", "a,b,c")]
    [InlineData("batch=day%201", "a")]
    [InlineData("unique_id=a", "a")]
    [InlineData("unique_id=a&unique_id=c", "a,c")]
    [InlineData("tags=red", "a,b")]
    [InlineData("tags=blue&tags=red", "a,b")]
    [InlineData("customer_review_status=accepted", "a")]
    [InlineData("customer_review_status=accepted,pending", "a,b")]
    [InlineData("start_time=2026-01-01T00%3A01%3A40Z", "b,c,d")]
    [InlineData("end_time=2026-01-01%2000:01:40.000000", "a,b")]
    [InlineData("completed_after=2026-01-01T00:02:00Z", "b")]
    [InlineData("completed_before=2026-01-01T00:02:00Z", "a")]
    [InlineData("updated_after=2026-01-01T00:03:00Z", "c,d")]
    [InlineData("updated_before=2026-01-01T00:01:00Z", "")]
    [InlineData("project=street&status=completed&tags=blue", "b")]
    [InlineData("project=nobody", "")]
    public async Task Every_filter_chooses(string query, string expected)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        TimeSpan step = TimeSpan.FromSeconds(100);
        await session.CreateProjectAsync();
        await session.PostAsync("/v1/batches", new JsonObject { ["project"] = "street", ["name"] = "day 1" });
        await session.CreateBoxTaskAsync(
            new() { ["unique_id"] = "a", ["project"] = "street", ["batch"] = "day 1", ["tags"] = new JsonArray("red") });
        session.Emulator.Clock.Advance(step);
        await session.CreateBoxTaskAsync(new() { ["unique_id"] = "b", ["project"] = "street", ["tags"] = new JsonArray("red", "blue") });
        session.Emulator.Clock.Advance(step);
        await session.CreateBoxTaskAsync(new() { ["unique_id"] = "c", ["project"] = "street" });
        await session.PostAsync("/v1/task/categorization", new JsonObject
        {
            ["unique_id"] = "d",
            ["attachment"] = "x",
            ["categories"] = new JsonArray("y"),
        });
        await session.PostAsync($"/v1/task/{await FindAsync(session, "a")}/audit", new JsonObject { ["accepted"] = true });
        if (query.StartsWith("updated", StringComparison.Ordinal))
            query += "&status=pending";
        string[] found = [.. (await session.GetAsync("/v1/tasks?" + query))["docs"]!.AsArray()
            .Select(t => t!["unique_id"]!.GetValue<string>()).Order()];
        string.Join(',', found).ShouldBe(expected);
    }

    [Fact]
    public async Task Limited_responses_have_few_members_and_signed_attachments_can_be_read()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        JsonNode file = await ScaleFileTests.UploadAsync(session, "hello"u8.ToArray(), "a.txt");
        await session.CreateBoxTaskAsync(new() { ["attachment"] = file["attachment_url"]!.GetValue<string>() });
        JsonNode limited = (await session.GetAsync("/v1/tasks?limited_response=true"))["docs"]![0]!;
        limited.AsObject().Select(p => p.Key).ShouldBe(["task_id", "status", "metadata"]);

        JsonNode whole = (await session.GetAsync("/v1/tasks?include_attachment_url=True"))["docs"]![0]!;
        using HttpClient anonymous = new();
        (await anonymous.GetStringAsync(whole["params"]!["attachment_url"]!.GetValue<string>())).ShouldBe("hello");
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=x", "limit")]
    [InlineData("next_token=bm9uc2Vuc2U=", "next_token")]
    [InlineData("start_time=yesterday", "start_time")]
    [InlineData("limited_response=perhaps", "limited_response")]
    public async Task A_wrong_query_value_is_named(string query, string named)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        (HttpStatusCode status, JsonNode? error) = await session.SendAsync(HttpMethod.Get, "/v1/tasks?" + query);
        status.ShouldBe(HttpStatusCode.BadRequest);
        error!["error"]!.GetValue<string>().ShouldContain(named);
    }

    private static async Task<List<string>> CreateAsync(EmulatorSession session, int count)
    {
        List<string> ids = [];
        for (int i = 0; i < count; i++)
        {
            ids.Add((await session.CreateBoxTaskAsync())["task_id"]!.GetValue<string>());
            // Several tasks share an instant: the cursor must tell them apart.
            if (i % 4 == 3)
                session.Emulator.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        return ids;
    }

    private static async Task<string> FindAsync(EmulatorSession session, string uniqueId) =>
        (await session.GetAsync("/v1/tasks?unique_id=" + uniqueId))["docs"]![0]!["task_id"]!.GetValue<string>();
}
