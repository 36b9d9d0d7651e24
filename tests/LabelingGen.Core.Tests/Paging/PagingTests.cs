using System.ClientModel;
using System.Text.Json;
using LabelingGen.Core.Json;
using LabelingGen.Testing;

namespace LabelingGen.Core.Tests;

public class PagingTests
{
    private static readonly ApiOperation Operation = new("Things.List", "GET", "/things");

    [Fact]
    public async Task Items_come_in_order_through_every_way_to_read_a_list()
    {
        string[] expected = [.. Enumerable.Range(0, 25).Select(i => $"t{i}")];
        TestClient client = Server(25, 10);

        List<string> direct = [];
        await foreach (string item in List(client))
            direct.Add(item);
        direct.ShouldBe(expected);
        (await ((IAsyncEnumerable<string>)List(client)).ToListAsync()).ShouldBe(expected);
        List<string> paged = [];
        await foreach (Page<string> page in List(client).AsPagesAsync())
            paged.AddRange(page.Items);
        paged.ShouldBe(expected);
    }

    [Fact]
    public async Task Raw_pages_have_their_content_while_they_are_current()
    {
        TestClient client = Server(25, 10);
        ClientResult? last = null;
        var lengths = new List<int>();
        await foreach (ClientResult page in List(client).GetRawPagesAsync())
        {
            last = page;
            lengths.Add(JsonDocument.Parse(page.GetRawResponse().Content).RootElement.GetProperty("items").GetArrayLength());
        }

        lengths.ShouldBe([10, 10, 5]);
        last!.GetRawResponse().Content.ToString().ShouldContain("t24");
    }

    [Fact]
    public async Task The_next_page_is_fetched_while_the_current_one_is_read()
    {
        TestClient client = Server(25, 10);
        await using IAsyncEnumerator<string> items = List(client).GetAsyncEnumerator();

        await items.MoveNextAsync();
        client.Script.Requests.Count.ShouldBe(2);

        TestClient lazy = Server(25, 10, o => o.PrefetchPages = false);
        await using IAsyncEnumerator<string> others = List(lazy).GetAsyncEnumerator();
        await others.MoveNextAsync();
        lazy.Script.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_token_resumes_with_the_exact_remainder_in_another_process()
    {
        for (int stopAfter = 1; stopAfter <= 5; stopAfter++)
        {
            var seen = new List<string>();
            BinaryData? stored = null;
            int pages = 0;
            await foreach (Page<string> page in List(Server(47, 10)).AsPagesAsync())
            {
                seen.AddRange(page.Items);
                stored = page.Continuation?.ToBytes();
                if (++pages == stopAfter)
                    break;
            }

            (stored is null).ShouldBe(stopAfter == 5);
            if (stored is not null)
                seen.AddRange(await ((IAsyncEnumerable<string>)List(Server(47,
                    10)).ResumeFrom(ContinuationToken.FromBytes(stored))).ToListAsync());
            seen.ShouldBe(Enumerable.Range(0, 47).Select(i => $"t{i}"));
        }
    }

    [Fact]
    public async Task A_token_fits_only_the_list_it_came_from()
    {
        TestClient client = Server(30, 10);
        ContinuationToken? token = null;
        AsyncCollectionResult<string> list = List(client);
        await foreach (ClientResult page in list.GetRawPagesAsync())
            token ??= list.GetContinuationToken(page);

        Should.Throw<ArgumentException>(() => List(client, filter: "other").ResumeFrom(token!)).Message.ShouldContain("other arguments");
        Should.Throw<ArgumentException>(() => list.ResumeFrom(ContinuationToken.FromBytes(BinaryData.FromString("junk"))));
        Should.Throw<ArgumentException>(() => list.ResumeFrom(ContinuationToken.FromBytes(BinaryData.FromString("""{"v":2}"""))))
            .Message.ShouldContain("another version");
        token!.ToBytes().ToString().ShouldNotContain(TestClient.Secret);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancellation_reaches_the_request_that_is_on_its_way(bool throughEnumerator)
    {
        var client = new TestClient();
        client.Script.Stall();
        using var cancel = new CancellationTokenSource();
        AsyncCollectionResult<string> list = List(client, cancellationToken: throughEnumerator ? default : cancel.Token);
        await using IAsyncEnumerator<string> items = list.GetAsyncEnumerator(throughEnumerator ? cancel.Token : default);

        ValueTask<bool> next = items.MoveNextAsync();
        client.Script.Requests.Count.ShouldBe(1);
        await cancel.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(async () => await next)).CancellationToken.ShouldBe(cancel.Token);
        client.Clock.Elapsed.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task Leaving_a_list_early_ends_the_page_that_was_fetched_ahead()
    {
        var client = new TestClient();
        client.Script.Respond(200, """{"items":["a"],"next":"2"}""").Stall();

        await foreach (string _ in List(client))
            break;

        client.Script.Requests.Count.ShouldBe(2);
        client.Clock.PendingTimers.ShouldBe(0);
    }

    [Fact]
    public async Task A_failed_page_is_reported_after_the_items_before_it()
    {
        var client = new TestClient();
        client.Script.Respond(200, """{"items":["a","b"],"next":"2"}""").Respond(403, """{"message":"no"}""");
        var seen = new List<string>();

        ApiException error = await Should.ThrowAsync<ApiException>(async () =>
        {
            await foreach (string item in List(client))
                seen.Add(item);
        });

        error.Status.ShouldBe(403);
        seen.ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task A_list_that_runs_in_circles_is_found_out(int cycle)
    {
        var client = new TestClient();
        int page = 0;
        client.Script.Respond(_ => ScriptedHandler.Response(200, $$"""{"items":["a"],"next":"c{{page++ % cycle}}"}""")).RepeatLast = true;

        ApiException error = await Should.ThrowAsync<ApiException>(async () =>
        {
            await foreach (string _ in List(client))
            {
            }
        });

        error.Message.ShouldContain("never end");
        page.ShouldBeLessThan(4 * cycle + 8);
    }

    [Fact]
    public async Task An_end_status_is_the_end_except_on_the_first_page()
    {
        var client = new TestClient();
        client.Script.Respond(200, """{"items":["a"],"next":"2"}""").Respond(404).Respond(404);

        (await ((IAsyncEnumerable<string>)List(client, endStatus: 404)).ToListAsync()).ShouldBe(["a"]);
        await Should.ThrowAsync<ApiException>(async () => await ((IAsyncEnumerable<string>)List(client, endStatus: 404)).ToListAsync());
    }

    [Fact]
    public async Task Empty_pages_in_the_middle_do_not_end_a_list()
    {
        var client = new TestClient();
        client.Script.Respond(200, """{"items":["a"],"next":"2"}""").Respond(200, """{"items":[],"next":"3"}""").Respond(200,
            """{"items":["b"]}""");

        (await ((IAsyncEnumerable<string>)List(client)).ToListAsync()).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task A_next_link_is_followed_within_the_origin_only()
    {
        var client = new TestClient();
        client.Script.Respond(200, """{"items":["a"],"next":"?page=2"}""").Respond(200,
            """{"items":["b"],"next":"https://evil.test/steal"}""");
        AsyncCollectionResult<string> list = client.Pipeline.List(new PageRequest<Things, string>
        {
            Create = link => link is null ? client.Pipeline.CreateRequest(Operation)
                : client.Pipeline.CreateRequest(Operation).Follow(link),
            Read = ReadThings,
            Items = page => page.Items,
            Next = (page, context) => context.Link(page.Next),
        });
        var seen = new List<string>();

        ApiException error = await Should.ThrowAsync<ApiException>(async () =>
        {
            await foreach (string item in list)
                seen.Add(item);
        });

        error.Message.ShouldContain("evil.test");
        error.Outcome.ShouldBe(ApiOutcome.NotSent);
        client.Script.Requests.Select(r => r.Uri.AbsoluteUri).ShouldBe(["https://api.test/v1/things", "https://api.test/v1/things?page=2"]);
    }

    [Theory]
    [InlineData("<https://api.test/v1/things?page=2>; rel=\"next\", <https://api.test/v1/things?page=9>; rel=\"last\"",
        "https://api.test/v1/things?page=2")]
    [InlineData("</a>; rel=prev, </b>; title=\"x, rel=next; y\"; rel=\"last next\"", "/b")]
    [InlineData("</a>; rel=prev", null)]
    [InlineData("junk", null)]
    [InlineData("<", null)]
    [InlineData("", null)]
    public void A_link_header_is_read_as_the_standard_says(string value, string? expected) =>
        LinkHeader.Find(value, "next").ShouldBe(expected);

    [Fact]
    public void Offsets_and_page_numbers_end_where_the_server_says()
    {
        PageContext At(string? position, int items) => new(position, items, AbsentResponse.Instance, new Uri("https://api.test/"),
            error => new ApiException(error));

        At(null, 10).NextOffset().ShouldBe("10");
        At("10", 10).NextOffset(total: 30).ShouldBe("20");
        At("20", 10).NextOffset(total: 30).ShouldBeNull();
        At("20", 0).NextOffset().ShouldBeNull();
        At("20", 0).NextOffset(advance: 50, hasMore: true).ShouldBe("70");
        At("20", 9).NextOffset(pageSize: 10).ShouldBeNull();
        At(null, 10).NextPage().ShouldBe("2");
        At("2", 10).NextPage(totalPages: 2).ShouldBeNull();
        At("2", 10).NextPage(totalItems: 21, pageSize: 10).ShouldBe("3");
        At("3", 10).NextPage(hasMore: false).ShouldBeNull();
        At("0", 10).NextPage(first: 0, totalPages: 2).ShouldBe("1");
        At("7", 3).NextPage(pageSize: 10).ShouldBeNull();
        PageContext.Cursor("").ShouldBeNull();
    }

    private sealed record Things(IReadOnlyList<string> Items, string? Next);

    private static Things ReadThings(ref Utf8JsonReader reader)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement root = document.RootElement;
        return new Things([.. root.GetProperty("items").EnumerateArray().Select(e => e.GetString()!)],
            root.TryGetProperty("next", out JsonElement next) ? next.GetString() : null);
    }

    private static AsyncCollectionResult<string> List(
        TestClient client, string? filter = null, int? endStatus = null, CancellationToken cancellationToken = default) =>
        client.Pipeline.List(new PageRequest<Things, string>
        {
            Create = position => client.Pipeline.CreateRequest(Operation).Query("filter", filter).Query("after", position),
            Read = ReadThings,
            Items = page => page.Items,
            Next = (page, _) => PageContext.Cursor(page.Next),
            EndStatus = endStatus,
        }, cancellationToken);

    private static TestClient Server(int count, int size, Action<TestOptions>? configure = null)
    {
        var client = new TestClient(configure);
        client.Script.Respond(sent =>
        {
            string after = System.Web.HttpUtility.ParseQueryString(sent.Uri.Query)["after"] ?? "0";
            int start = int.Parse(after);
            string items = string.Join(',', Enumerable.Range(start, Math.Min(size, count - start)).Select(i => $"\"t{i}\""));
            return ScriptedHandler.Response(200, $$"""{"items":[{{items}}],"next":{{(start + size < count ? $"\"{start + size}\""
                : "null")}}}""");
        }).RepeatLast = true;
        return client;
    }
}
