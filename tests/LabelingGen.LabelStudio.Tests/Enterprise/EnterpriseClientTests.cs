using System.Buffers.Text;
using System.ClientModel.Primitives;
using System.Text;
using LabelingGen.Core;
using LabelingGen.LabelStudio.Enterprise;
using LabelingGen.Testing;

namespace LabelingGen.LabelStudio.Tests.Enterprise;

public sealed class EnterpriseClientTests
{
    [Fact]
    public async Task A_list_goes_from_page_to_page_and_ends_at_404()
    {
        ScriptedHandler server = new() { RepeatLast = true };
        server.Respond(200, """{"count": 3, "results": [{"id": 1, "label": "a"}, {"id": 2, "label": "b"}]}""")
            .Respond(200, """{"count": 3, "results": [{"id": 3, "label": "c"}]}""")
            .Respond(404, """{"detail": "Invalid page."}""");

        List<long?> ids = [];
        await foreach (OrganizationMemberTag tag in Client(server).MemberTags.ListAsync(7))
            ids.Add(tag.Id);

        ids.ShouldBe([1, 2, 3]);
        server.Requests[0].Uri.AbsolutePath.ShouldBe("/api/organizations/7/member-tags");
        server.Requests[1].Uri.Query.ShouldContain("page=2");
        server.Requests[0].Header("Authorization").ShouldBe("Token legacy");
    }

    [Fact]
    public async Task An_error_is_of_the_edition_and_has_the_servers_words()
    {
        ScriptedHandler server = new();
        server.Respond(403, """{"detail": "Not allowed here.", "status_code": 403}""");

        LabelStudioEnterpriseForbiddenException error =
            await Should.ThrowAsync<LabelStudioEnterpriseForbiddenException>(async () => await Client(server).Billing.InfoAsync());

        error.Status.ShouldBe(403);
        error.Message.ShouldContain("Not allowed here.");
    }

    [Fact]
    public async Task A_personal_access_token_is_exchanged_once_and_again_after_401()
    {
        ScriptedHandler server = new();
        string token = Token("refresh");
        server.Respond(200, $$"""{"access": "{{Token("access")}}1"}""").Respond(401, "{}")
            .Respond(200, $$"""{"access": "{{Token("access")}}2"}""").Respond(200, "{}");

        await Client(server, token).Billing.InfoAsync();

        server.Requests.Select(request => request.Uri.AbsolutePath)
            .ShouldBe(["/api/token/refresh/", "/api/billing/info", "/api/token/refresh/", "/api/billing/info"]);
        server.Requests[0].Text.ShouldContain(token);
        server.Requests[0].Header("Authorization").ShouldBeNull();
        server.Requests[1].Header("Authorization").ShouldBe($"Bearer {Token("access")}1");
        server.Requests[3].Header("Authorization").ShouldBe($"Bearer {Token("access")}2");
    }

    [Fact]
    public async Task A_revoked_token_is_an_error_of_the_edition()
    {
        ScriptedHandler server = new();
        server.Respond(401, """{"detail": "Token is blacklisted"}""");

        var failure = await Should.ThrowAsync<LabelStudioEnterpriseUnauthorizedException>(
            async () => await Client(server, Token("refresh")).Billing.InfoAsync());

        failure.Message.ShouldContain("Token is blacklisted");
        failure.ToString().ShouldNotContain(Token("refresh"));
    }

    [Fact]
    public void The_public_surface_is_as_approved() =>
        PublicApi.ShouldBeApproved(
            typeof(LabelStudioEnterpriseClient).Assembly, Path.Combine("LabelingGen.LabelStudio.Tests", "Enterprise"));

    private static string Token(string kind)
    {
        string[] parts = ["""{"alg":"HS256"}""", $$"""{"token_type":"{{kind}}","exp":9999999999}"""];
        return string.Join('.', parts.Select(part => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part)))) + ".c2ln";
    }

    private static LabelStudioEnterpriseClient Client(ScriptedHandler server, string key = "legacy") => new(
        ApiCredential.FromKey(key),
        new LabelStudioEnterpriseClientOptions
        {
            Endpoint = new Uri("http://127.0.0.1:8080"),
            Transport = new HttpClientPipelineTransport(new HttpClient(server)),
        });
}
