using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator.Tests;

public class ScaleFileTests
{
    [Fact]
    public async Task An_uploaded_file_is_described_stored_and_listed()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        await session.CreateProjectAsync();
        byte[] png = PngWriter.Write(30, 20, 1, new byte[600]);
        JsonNode file = await UploadAsync(
            session, png, "späti ☃.png", ("project_name", "street"), ("reference_id", "r1"), ("metadata", """{"a":1}"""));
        file["mime_type"]!.GetValue<string>().ShouldBe("image/png");
        file["size"]!.GetValue<int>().ShouldBe(png.Length);
        file["project_names"]!.ToJsonString().ShouldBe("""["street"]""");
        file["attachment_url"]!.GetValue<string>().ShouldStartWith("scaledata://");
        (await session.GetAsync("/v1/assets?project=street"))["assets"]!.AsArray().Count.ShouldBe(1);
        (await session.GetAsync("/v1/assets?project=street&metadata=zzz"))["assets"]!.AsArray().Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_reference_id_is_taken_once_but_can_join_another_project()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        await session.CreateProjectAsync("one");
        await session.CreateProjectAsync("two");
        await UploadAsync(session, [1], "a.bin", ("reference_id", "r"), ("project_name", "one"));
        JsonNode both = await UploadAsync(session, [1], "a.bin", ("reference_id", "r"), ("project_name", "two"));
        both["project_names"]!.ToJsonString().ShouldBe("""["one","two"]""");
        using HttpResponseMessage third = await PostAsync(session, [1], "a.bin", ("reference_id", "r"), ("project_name", "two"));
        third.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Boxes_fit_into_the_uploaded_picture()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.UseKey(session.Scale.TestApiKey);
        JsonNode file = await UploadAsync(session, PngWriter.Write(30, 20, 1, new byte[600]), "a.png");
        JsonNode task = await session.CreateBoxTaskAsync(new() { ["attachment"] = file["attachment_url"]!.GetValue<string>() });
        JsonNode box = (await session.GetAsync("/v1/task/" + task["task_id"]))["response"]!["annotations"]![0]!;
        (box["left"]!.GetValue<int>() + box["width"]!.GetValue<int>()).ShouldBeLessThanOrEqualTo(30);
        (box["top"]!.GetValue<int>() + box["height"]!.GetValue<int>()).ShouldBeLessThanOrEqualTo(20);
    }

    [Fact]
    public async Task A_body_that_is_no_multipart_or_has_no_file_is_refused()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        (await session.SendAsync(HttpMethod.Post, "/v1/files/upload", new JsonObject())).Status.ShouldBe(HttpStatusCode.BadRequest);
        using MultipartFormDataContent form = new() { { new StringContent("x"), "display_name" } };
        using HttpResponseMessage response = await session.Http.PostAsync("/v1/files/upload", form);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain("file");
    }

    [Fact]
    public async Task An_import_is_recorded_without_dialing_out()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        JsonNode file = await session.PostAsync(
            "/v1/files/import", new JsonObject { ["file_url"] = "https://example.invalid/pictures/a.jpg" });
        file["mime_type"]!.GetValue<string>().ShouldBe("image/jpeg");
        file["size"]!.GetValue<int>().ShouldBe(0);
        (await session.SendAsync(HttpMethod.Post, "/v1/files/import", new JsonObject { ["file_url"] = "file:///etc/passwd" })).Status
            .ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_signed_address_needs_its_signature()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        JsonNode file = await UploadAsync(session, [1, 2], "a.bin");
        using HttpClient anonymous = new() { BaseAddress = session.Scale.Endpoint };
        (await anonymous.GetAsync($"/signed/{file["id"]}?signature=emulated")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await anonymous.GetAsync($"/signed/{file["id"]}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    internal static async Task<JsonNode> UploadAsync(
        EmulatorSession session, byte[] content, string name, params (string Name, string Value)[] fields)
    {
        using HttpResponseMessage response = await PostAsync(session, content, name, fields);
        string text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }

    private static async Task<HttpResponseMessage> PostAsync(
        EmulatorSession session, byte[] content, string name, params (string Name, string Value)[] fields)
    {
        using MultipartFormDataContent form = [];
        foreach ((string field, string value) in fields)
            form.Add(new StringContent(value), field);
        ByteArrayContent file = new(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, "file", name);
        return await session.Http.PostAsync("/v1/files/upload", form);
    }
}
