using System.Security.Cryptography;
using System.Text;
using LabelingGen.Testing;

namespace LabelingGen.Core.Tests;

public class DownloadTests
{
    private static readonly ApiOperation Export = new("Exports.Get", "GET", "/export") { Accept = "application/zip" };
    private static readonly byte[] Content = Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7)).ToArray();

    [Fact]
    public async Task A_download_appears_whole_with_its_verdict()
    {
        using var folder = new TemporaryFolder();
        var client = new TestClient();
        client.Script.Respond(_ => ScriptedHandler.Response(200, Content,
            ("Repr-Digest", $"sha-256=:{Convert.ToBase64String(SHA256.HashData(Content))}:")))
            .Respond(_ => ScriptedHandler.Response(200, Content, ("Content-MD5", Convert.ToBase64String(MD5.HashData(Content)))))
            .Respond(_ => ScriptedHandler.Response(200, Content));

        (await DownloadAsync(client, folder["a"])).ShouldBe(new DownloadResult(folder["a"], Content.Length,
            new DownloadIntegrity.Verified("sha-256")));
        (await DownloadAsync(client, folder["b"])).Integrity.ShouldBe(new DownloadIntegrity.Verified("md5"));
        (await DownloadAsync(client, folder["sub/c"])).Integrity.ShouldBeOfType<DownloadIntegrity.NotVerified>();
        File.ReadAllBytes(folder["a"]).ShouldBe(Content);
        folder.Files.ShouldBe(["a", "b", "sub/c"]);
    }

    [Fact]
    public async Task A_flipped_bit_is_never_published()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(5);
        for (int i = 0; i < 50; i++)
        {
            byte[] flipped = (byte[])Content.Clone();
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
            var client = new TestClient();
            client.Script.Respond(_ => ScriptedHandler.Response(200, flipped,
                ("Repr-Digest", $"sha-256=:{Convert.ToBase64String(SHA256.HashData(Content))}:")));

            (await Should.ThrowAsync<ApiException>(() => DownloadAsync(client, folder["a"]))).Message.ShouldContain("sha-256");
        }

        folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_broken_download_is_taken_up_where_it_broke()
    {
        using var folder = new TemporaryFolder();
        var client = new TestClient();
        var seen = new List<long>();
        client.Script.Respond(_ => ScriptedHandler.Response(200, new StreamContent(new BreakingStream(Content[..40_000])),
            ("ETag", "\"v1\"")))
            .Respond(sent => ScriptedHandler.Response(206, new StreamContent(new BreakingStream(Content[40_000..70_000])),
                ("ETag", "\"v1\""), ("Content-Range", "bytes 40000-99999/100000")))
            .Respond(_ => ScriptedHandler.Response(206, Content[70_000..], ("ETag", "\"v1\""),
                ("Content-Range", "bytes 70000-99999/100000"),
                ("Repr-Digest", $"sha-256=:{Convert.ToBase64String(SHA256.HashData(Content))}:")));

        DownloadResult result = await DownloadAsync(client, folder["a"], new Immediate(seen.Add));

        result.Integrity.ShouldBe(new DownloadIntegrity.Verified("sha-256"));
        File.ReadAllBytes(folder["a"]).ShouldBe(Content);
        client.Script.Requests.Select(r => r.Header("Range")).ShouldBe([null, "bytes=40000-", "bytes=70000-"]);
        client.Script.Requests[1].Header("If-Range").ShouldBe("\"v1\"");
        seen.ShouldBe(seen.Order());
        seen[^1].ShouldBe(100_000);
    }

    [Fact]
    public async Task A_content_that_changed_is_begun_anew()
    {
        using var folder = new TemporaryFolder();
        var client = new TestClient();
        client.Script.Respond(_ => ScriptedHandler.Response(200, new StreamContent(new BreakingStream(new byte[500])), ("ETag", "\"old\"")))
            .Respond(_ => ScriptedHandler.Response(200, Content, ("ETag", "\"new\"")));

        await DownloadAsync(client, folder["a"]);

        File.ReadAllBytes(folder["a"]).ShouldBe(Content);
    }

    [Fact]
    public async Task A_digest_that_is_known_beforehand_lets_a_download_be_taken_up_without_a_version()
    {
        using var folder = new TemporaryFolder();
        var client = new TestClient();
        client.Script.Respond(_ => ScriptedHandler.Response(200, new StreamContent(new BreakingStream(Content[..40_000]))))
            .Respond(_ => ScriptedHandler.Response(206, Content[40_000..], ("Content-Range", "bytes 40000-99999/100000")));

        DownloadResult result = await DownloadAsync(client, folder["a"], new DownloadOptions { Md5 = Md5(Content) });

        result.Integrity.ShouldBe(new DownloadIntegrity.Verified("md5"));
        File.ReadAllBytes(folder["a"]).ShouldBe(Content);
        client.Script.Requests.Select(r => (r.Header("Range"), r.Header("If-Range"))).ShouldBe([(null, null), ("bytes=40000-", null)]);
    }

    [Fact]
    public async Task Parts_of_two_versions_are_never_joined()
    {
        using var folder = new TemporaryFolder();
        var client = new TestClient();
        client.Script.Respond(_ => ScriptedHandler.Response(200, new StreamContent(new BreakingStream(new byte[40_000]))))
            .Respond(_ => ScriptedHandler.Response(206, Content[40_000..], ("Content-Range", "bytes 40000-99999/100000")))
            .Respond(_ => ScriptedHandler.Response(200, Content));

        await DownloadAsync(client, folder["a"], new DownloadOptions { Md5 = Md5(Content) });

        File.ReadAllBytes(folder["a"]).ShouldBe(Content);
        client.Script.Requests.Select(r => r.Header("Range")).ShouldBe([null, "bytes=40000-", null]);
    }

    [Fact]
    public async Task A_content_that_has_no_such_part_any_more_is_begun_anew()
    {
        using var folder = new TemporaryFolder();
        var client = new TestClient();
        client.Script.Respond(_ => ScriptedHandler.Response(200, new StreamContent(new BreakingStream(new byte[500])), ("ETag", "\"v1\"")))
            .Respond(_ => ScriptedHandler.Response(416, "", ("Content-Range", "bytes */100")))
            .Respond(_ => ScriptedHandler.Response(200, Content[..100], ("ETag", "\"v2\"")));

        await DownloadAsync(client, folder["a"], new DownloadOptions());

        File.ReadAllBytes(folder["a"]).ShouldBe(Content[..100]);
        client.Script.Requests.Select(r => r.Header("Range")).ShouldBe([null, "bytes=500-", null]);
    }

    [Fact]
    public async Task A_content_that_is_not_the_one_that_was_told_is_never_published()
    {
        using var folder = new TemporaryFolder();
        var client = new TestClient();
        client.Script.Respond(_ => ScriptedHandler.Response(200, Content,
            ("Repr-Digest", $"sha-256=:{Convert.ToBase64String(SHA256.HashData(Content))}:")));

        (await Should.ThrowAsync<ApiException>(() => DownloadAsync(client, folder["a"], new DownloadOptions { Md5 = Md5([1]) })))
            .Message.ShouldContain("md5");

        folder.Files.ShouldBeEmpty();
        Should.Throw<ArgumentException>(() => new DownloadOptions { Md5 = "not a digest" });
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("html")]
    [InlineData("404")]
    [InlineData("wrong-part")]
    public async Task A_failed_download_leaves_what_was_there(string failure)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a"], "before");
        var client = new TestClient(o => o.Retry.MaxRetries = 1);
        client.Script.Respond(_ => failure switch
        {
            "cut" => ScriptedHandler.Response(200, new StreamContent(new BreakingStream(Content[..10]))),
            "html" => ScriptedHandler.Response(200, "<html>Sign in</html>", ("Content-Type", "text/html; charset=utf-8")),
            "wrong-part" => ScriptedHandler.Response(206, Content, ("Content-Range", "bytes 5-99999/100000")),
            _ => ScriptedHandler.Response(404, "{}"),
        }).RepeatLast = true;

        await Should.ThrowAsync<ApiException>(() => DownloadAsync(client, folder["a"]));

        folder.Files.ShouldBe(["a"]);
        File.ReadAllText(folder["a"]).ShouldBe("before");
    }

    [Fact]
    public async Task Signed_addresses_see_no_credential_and_are_sent_as_they_are()
    {
        using var folder = new TemporaryFolder();
        var client = new TestClient(settings: s => new ApiPipelineSettings
        {
            Options = s.Options,
            DefaultEndpoint = s.DefaultEndpoint,
            ClientName = s.ClientName,
            Authentication = s.Authentication,
            Headers = new Dictionary<string, string> { ["X-Tenant"] = "t1" },
        });
        client.Script.Respond(200, "content").Respond(503).Respond(200, "");
        var address = new Uri("https://storage.test/bucket/a%2Fb.jpg?X-Amz-Signature=abc%2Bdef&x=1");

        await client.Clock.RunAsync(client.Pipeline.DownloadAsync(address, folder["a"]));
        await client.Clock.RunAsync(client.Pipeline.UploadAsync(address, new MemoryStream("bytes"u8.ToArray()), "image/jpeg",
            headers: new Dictionary<string, string> { ["x-amz-acl"] = "private" }));

        client.Script.Requests.Count.ShouldBe(3);
        client.Script.Requests.ShouldAllBe(r => r.Uri.AbsoluteUri == address.AbsoluteUri && r.Header("X-Api-Key") == null
            && r.Header("X-Tenant") == null);
        client.Script.Requests[2].Text.ShouldBe("bytes");
        client.Script.Requests[2].Header("Content-Type").ShouldBe("image/jpeg");
        client.Script.Requests[2].Header("x-amz-acl").ShouldBe("private");
        await Should.ThrowAsync<ArgumentException>(() => client.Pipeline.DownloadAsync(new Uri("http://storage.test/x"), folder["b"]));
        await Should.ThrowAsync<ArgumentException>(() => client.Pipeline.DownloadAsync(new Uri("file:///etc/passwd"), folder["b"]));
    }

    [Fact]
    public async Task A_failure_never_shows_the_signature()
    {
        using var folder = new TemporaryFolder();
        var client = new TestClient();
        client.Script.Respond(403, "<Error/>");

        ApiException error = await Should.ThrowAsync<ApiException>(() => client.Clock.RunAsync(
            client.Pipeline.DownloadAsync(new Uri("https://storage.test/a?X-Amz-Signature=topsecret"), folder["a"])));

        error.ToString().ShouldNotContain("topsecret");
        folder.Files.ShouldBeEmpty();
    }

    private static Task<DownloadResult> DownloadAsync(TestClient client, string path, IProgress<long>? progress = null) =>
        client.Clock.RunAsync(client.Pipeline.DownloadAsync(() => client.Pipeline.CreateRequest(Export), path, progress));

    private static Task<DownloadResult> DownloadAsync(TestClient client, string path, DownloadOptions options) =>
        client.Clock.RunAsync(client.Pipeline.DownloadAsync(() => client.Pipeline.CreateRequest(Export), path, options));

    private static string Md5(byte[] content) => Convert.ToHexStringLower(MD5.HashData(content));

    private sealed class Immediate(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
