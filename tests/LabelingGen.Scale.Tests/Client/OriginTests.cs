using System.Reflection;
using LabelingGen.Core;
using LabelingGen.Scale.Tests.Flows;
using LabelingGen.Testing;

namespace LabelingGen.Scale.Tests.Client;

/// <summary>Checklist lines 1 to 5, 9 and 11 through Scale's client: where credentials, bodies and headers may go.</summary>
public sealed class OriginTests
{
    [Theory]
    [InlineData("http://api.scale.com/v1/task/t")]
    [InlineData("https://api.scale.com:8443/v1/task/t")]
    [InlineData("https://api.scale.com.evil.test/v1/task/t")]
    [InlineData("//evil.test/x")]
    [InlineData(@"\\evil.test\x")]
    [InlineData("http://api@evil.test/")]
    [InlineData("https://api.scale.com@evil.test/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    public async Task A_redirect_that_leaves_the_origin_or_its_encryption_is_refused(string location)
    {
        foreach (int status in new[] { 301, 302, 303, 307, 308 })
        {
            ScriptedScale scale = new();
            scale.Script.Respond(status, null, ("Location", location)).Respond(status, null, ("Location", location));

            var read = await Should.ThrowAsync<ScaleException>(() => scale.Client.Tasks.GetAsync("t"));
            var write = await Should.ThrowAsync<ScaleException>(
                () => scale.Client.Tasks.CreateAsync(TaskType.ImageAnnotation, ScaleFlow.Json("""{"unique_id": "u"}""")));

            scale.Script.Requests.Count.ShouldBe(2, $"{status} {location}");
            (read + write.ToString()).ShouldNotContain(ScriptedScale.Secret);
        }
    }

    [Theory]
    [InlineData("?cursor=2", "https://api.scale.com/v1/task/t?cursor=2")]
    [InlineData("https:evil", "https://api.scale.com/v1/task/evil")]
    [InlineData("/v1/task/moved", "https://api.scale.com/v1/task/moved")]
    public async Task A_redirect_within_the_origin_is_followed_with_the_key(string location, string target)
    {
        ScriptedScale scale = new();
        scale.Script.Respond(307, null, ("Location", location)).Respond(200, """{"task_id": "t"}""");

        (await scale.Client.Tasks.GetAsync("t")).Value.TaskId.ShouldBe("t");

        scale.Script.Requests[1].Uri.AbsoluteUri.ShouldBe(target);
        scale.Script.Requests[1].Header("Authorization").ShouldBe(scale.Script.Requests[0].Header("Authorization").ShouldNotBeNull());
    }

    [Theory]
    [InlineData("https://evil.test/v1/task/t")]
    [InlineData("//evil.test/v1/task/t")]
    [InlineData("http://api.scale.com/v1/task/t")]
    [InlineData("file:///v1/task/t")]
    public async Task A_link_to_elsewhere_is_refused_before_anything_is_sent_and_names_the_host(string link)
    {
        ScriptedScale scale = new();
        ApiRequest request = scale.Client.Pipeline.CreateRequest(new ApiOperation("Tasks.Next", "GET", "/v1/tasks")).Follow(link);

        var failure = await Should.ThrowAsync<ScaleException>(() => scale.Client.Pipeline.SendAsync(request, CancellationToken.None));

        failure.Outcome.ShouldBe(ApiOutcome.NotSent);
        failure.Message.ShouldContain("refused");
        if (link.Contains("evil", StringComparison.Ordinal))
            failure.Message.ShouldContain("evil.test");
        scale.Script.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Signed_addresses_of_answers_and_attachments_are_called_without_the_key()
    {
        ScriptedScale scale = new();
        scale.Script.Respond(200, "mask", ("Content-Type", "image/png")).Respond(200, "");
        string folder = Directory.CreateTempSubdirectory("labelinggen-signed-").FullName;
        try
        {
            Uri signed = new("https://storage.test/mask.png?X-Amz-Signature=abc");
            await scale.Client.Pipeline.DownloadAsync(signed, Path.Combine(folder, "mask.png"));
            await scale.Client.Pipeline.UploadAsync(signed, new MemoryStream([1, 2, 3]), "image/png");
            File.ReadAllText(Path.Combine(folder, "mask.png")).ShouldBe("mask");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        scale.Script.Requests.Count.ShouldBe(2);
        foreach (SentRequest request in scale.Script.Requests)
        {
            request.Uri.Host.ShouldBe("storage.test");
            request.Headers.Keys.ShouldNotContain("Authorization");
            request.Headers.Values.ShouldAllBe(value => !value.Contains(ScriptedScale.Secret, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("a\r\nX-Evil: 1\r\n\r\n.png")]
    [InlineData("a\"; filename=\"b.png")]
    [InlineData("a\0.png")]
    public async Task A_file_name_cannot_end_its_header(string name)
    {
        ScriptedScale scale = new();
        scale.Script.Respond(200, """{"id": "f", "attachment_url": "scaledata://f"}""");

        Exception? refused = await Record.ExceptionAsync(() => scale.Client.Files.UploadAsync(
            new FileUpload(new MemoryStream([1]), name, "image/png"), new UploadFileOptions { ProjectName = "street" }));

        if (refused is not null)
        {
            refused.ShouldBeAssignableTo<ArgumentException>();
            scale.Script.Requests.ShouldBeEmpty();
            return;
        }

        string body = scale.Script.Requests.ShouldHaveSingleItem().Text;
        string[] heads = [.. body.Split("\r\n").Where(
            line => line.StartsWith("Content-Disposition", StringComparison.Ordinal) && line.Contains("filename"))];
        heads.ShouldHaveSingleItem().Split("filename=\"").Length.ShouldBe(2);
        body.Split("\r\n").ShouldNotContain("X-Evil: 1");
    }

    [Theory]
    [InlineData("image/png\r\nX-Evil: 1")]
    [InlineData("image/png\0")]
    public async Task A_content_type_with_a_line_break_is_refused_before_anything_is_sent(string mediaType)
    {
        ScriptedScale scale = new();
        await Should.ThrowAsync<ArgumentException>(() => scale.Client.Files.UploadAsync(
            new FileUpload(new MemoryStream([1]), "a.png", mediaType), new UploadFileOptions { ProjectName = "street" }));
        scale.Script.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("app\r\nX-Evil: 1")]
    [InlineData("app\0")]
    public async Task An_application_name_with_a_line_break_is_refused_before_anything_is_sent(string name)
    {
        ScriptedScale? scale = null;
        await Should.ThrowAsync<ArgumentException>(async () =>
        {
            scale = new ScriptedScale(options => options.ApplicationName = name);
            await scale.Client.Tasks.GetAsync("t");
        });
        (scale?.Script.Requests ?? []).ShouldBeEmpty();
    }

    [Fact]
    public void No_option_turns_the_check_of_certificates_off()
    {
        string[] words = ["Certificate", "Tls", "Ssl", "Validat", "Insecure"];
        IEnumerable<string> options = typeof(ScaleClientOptions)
            .GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
            .Concat(typeof(RetryOptions).GetMembers())
            .Select(member => member.Name);
        options.ShouldAllBe(name => !words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }
}
