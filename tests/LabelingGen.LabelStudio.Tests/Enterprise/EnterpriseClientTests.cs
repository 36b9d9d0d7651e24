using System.ClientModel.Primitives;
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
    public void The_public_surface_is_as_approved() =>
        PublicApi.ShouldBeApproved(typeof(LabelStudioEnterpriseClient).Assembly, Path.Combine("LabelingGen.LabelStudio.Tests", "Enterprise"));

    private static LabelStudioEnterpriseClient Client(ScriptedHandler server) => new(
        ApiCredential.FromKey("legacy"),
        new LabelStudioEnterpriseClientOptions
        {
            Endpoint = new Uri("http://127.0.0.1:8080"),
            Transport = new HttpClientPipelineTransport(new HttpClient(server)),
        });
}
