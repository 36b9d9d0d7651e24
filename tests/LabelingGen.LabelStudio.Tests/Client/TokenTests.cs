using System.ClientModel;
using System.Text;
using LabelingGen.Core;
using LabelingGen.Emulator;
using LabelingGen.LabelStudio.Tests.Flows;
using LabelingGen.Testing;

namespace LabelingGen.LabelStudio.Tests.Client;

/// <summary>Legacy tokens, personal access tokens and what becomes of them.</summary>
public sealed class TokenTests
{
    private const string Refresh = "POST /api/token/refresh/";

    [Fact]
    public async Task A_personal_access_token_is_exchanged_once_for_calls_at_the_same_time()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        LabelStudioClient client = flow.NewClient(flow.Emulator.LabelStudio.PersonalAccessToken);

        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => client.Users.GetCurrentAsync()));

        flow.Requests.Count(r => r == Refresh).ShouldBe(1);
        flow.Requests.Count.ShouldBe(65);
    }

    [Fact]
    public async Task An_access_token_is_renewed_before_it_ends()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        LabelStudioClient client = flow.NewClient(flow.Emulator.LabelStudio.PersonalAccessToken);
        await client.Users.GetCurrentAsync();
        flow.Clock.Advance(TimeSpan.FromMinutes(4));
        await client.Users.GetCurrentAsync();
        flow.Requests.Count(r => r == Refresh).ShouldBe(1);

        flow.Clock.Advance(TimeSpan.FromSeconds(45));
        await client.Users.GetCurrentAsync();

        flow.Requests.Count(r => r == Refresh).ShouldBe(2);
        flow.Emulator.Requests.Snapshot().ShouldAllBe(r => r.Status == 200);
    }

    [Fact]
    public async Task A_refused_access_token_is_renewed_once_for_all_and_the_calls_are_repeated()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        LabelStudioClient client = flow.NewClient(flow.Emulator.LabelStudio.PersonalAccessToken);
        await client.Users.GetCurrentAsync();
        flow.Emulator.Requests.Clear();
        flow.Faults.Add(new FaultRule(Fault.Status(401)) { Path = "/api/current-user/whoami", Times = 1 });

        CurrentUser user = await client.Users.GetCurrentAsync();

        user.Email.ShouldBe("admin@example.com");
        flow.Requests.ShouldBe(["GET /api/current-user/whoami", Refresh, "GET /api/current-user/whoami"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_token_that_has_ended_is_renewed_once_for_calls_at_the_same_time(bool serverSaysSo)
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        // A client whose clock stands still learns of the end by the answers only.
        FakeTimeProvider ofClient = new(flow.Clock.GetUtcNow());
        LabelStudioClient client = flow.NewClient(
            flow.Emulator.LabelStudio.PersonalAccessToken, o => o.TimeProvider = serverSaysSo ? ofClient : flow.Clock);
        await client.Users.GetCurrentAsync();
        flow.Clock.Advance(TimeSpan.FromMinutes(6));
        flow.Emulator.Requests.Clear();

        ClientResult<CurrentUser>[] users = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => client.Users.GetCurrentAsync()));

        users.ShouldAllBe(user => user.Value.Email == "admin@example.com");
        flow.Requests.Count(r => r == Refresh).ShouldBe(1);
        int refused = flow.Emulator.Requests.Snapshot().Count(r => r.Status == 401);
        refused.ShouldBeInRange(serverSaysSo ? 1 : 0, serverSaysSo ? 64 : 0);
        flow.Requests.Count.ShouldBe(64 + 1 + refused);
    }

    [Fact]
    public async Task A_revoked_token_is_a_typed_error_that_shows_no_secret()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        string token = flow.Emulator.LabelStudio.PersonalAccessToken;
        LabelStudioClient client = flow.NewClient(token);
        await client.Users.GetCurrentAsync();
        flow.Emulator.LabelStudio.RevokeTokens();

        var failure = await Should.ThrowAsync<LabelStudioUnauthorizedException>(() => client.Users.GetCurrentAsync());

        failure.OperationName.ShouldBe("Tokens.Refresh");
        failure.Status.ShouldBe(401);
        failure.ToString().ShouldNotContain(token);
    }

    [Fact]
    public async Task A_legacy_token_is_sent_as_it_is_and_not_sent_again_when_refused()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        (await flow.Client.Users.GetTokenAsync()).Value.Token.ShouldBe(flow.Emulator.LabelStudio.Credential);
        await flow.Client.JwtSettings.UpdateAsync(new() { ApiTokensEnabled = true, LegacyApiTokensEnabled = false });
        flow.Emulator.Requests.Clear();

        var failure = await Should.ThrowAsync<LabelStudioUnauthorizedException>(() => flow.Client.Users.GetCurrentAsync());

        failure.ErrorMessage!.ShouldContain("legacy token");
        flow.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_expired_token_and_one_without_signature_are_told_before_anything_is_sent()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        string expired = Token("""{"token_type":"refresh","exp":1000000000}""") + ".c2ln";

        var failure = await Should.ThrowAsync<LabelStudioUnauthorizedException>(() => flow.NewClient(expired).Users.GetCurrentAsync());
        failure.Message.ShouldContain("expired at 2001-09-09");
        failure.Outcome.ShouldBe(ApiOutcome.NotSent);
        (await Should.ThrowAsync<LabelStudioUnauthorizedException>(
            () => flow.NewClient(Token("""{"token_type":"refresh"}""") + ".c2ln").Users.GetCurrentAsync())).Message.ShouldContain("exp");
        string listed = (await flow.NewClient(flow.Emulator.LabelStudio.PersonalAccessToken).Tokens.ListAsync()).Value[0].Token!;
        flow.Emulator.Requests.Clear();
        (await Should.ThrowAsync<LabelStudioUnauthorizedException>(() => flow.NewClient(listed).Users.GetCurrentAsync()))
            .Message.ShouldContain("signature");
        flow.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_that_the_server_repeats_is_blacked_out()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        string canary = Token("""{"token_type":"refresh","exp":9999999999,"canary":"leaked-if-you-see-this"}""") + ".c2ln";

        var failure = await Should.ThrowAsync<LabelStudioUnauthorizedException>(() => flow.NewClient(canary).Users.GetCurrentAsync());

        failure.ToString().ShouldNotContain(canary);
        flow.NewClient(canary).ToString()!.ShouldNotContain(canary);
        flow.Emulator.Requests.Snapshot().ShouldAllBe(r => !r.ToString().Contains(canary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_is_made_rotated_and_blacklisted()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        string token = (await flow.Client.Tokens.CreateAsync()).Value.Token!;
        await Should.ThrowAsync<LabelStudioConflictException>(() => flow.Client.Tokens.CreateAsync());
        string rotated = (await flow.Client.Tokens.RotateAsync(new() { Refresh = token })).Value.Refresh!;
        await Should.ThrowAsync<LabelStudioUnauthorizedException>(() => flow.NewClient(token).Users.GetCurrentAsync());
        await flow.NewClient(rotated).Users.GetCurrentAsync();
        await flow.Client.Tokens.BlacklistAsync(new() { Refresh = rotated });
        await Should.ThrowAsync<LabelStudioNotFoundException>(() => flow.Client.Tokens.BlacklistAsync(new() { Refresh = rotated }));
    }

    private static string Token(string payload) => Encode("""{"alg":"HS256"}""") + "." + Encode(payload);

    private static string Encode(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
