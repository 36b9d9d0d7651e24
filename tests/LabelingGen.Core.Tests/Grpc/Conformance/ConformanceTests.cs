using System.Security.Cryptography.X509Certificates;
using Google.Protobuf.WellKnownTypes;
using LabelingGen.Core.Grpc;
using LabelingGen.Core.Tests.Grpc.Conformance.Messages;

namespace LabelingGen.Core.Tests.Grpc.Conformance;

public sealed class ConformanceTests
{
    private const string Absent = "the suite is absent here";

    public static TheoryData<string> Cases => [.. ConformanceCase.Names.DefaultIfEmpty(Absent)];

    [Fact]
    public void There_are_125_cases_for_a_grpc_client()
    {
        if (ConformanceCase.Names.Any())
            ConformanceCase.Names.Count().ShouldBe(125);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Client_passes(string name)
    {
        if (name == Absent)
            return;
        Scenario one = ConformanceCase.Get(name);
        bool tls = name.StartsWith("TLS", StringComparison.Ordinal);
        using X509Certificate2? certificate = tls ? TestCertificates.Create() : null;
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(
            new ConformanceServer(one.ExpectedResponse.Payloads.Count).HandleAsync, certificate, tls);
        using GrpcChannel channel = new(server.Address, new GrpcChannelOptions
        {
            TrustedRoots = certificate is null ? null : [certificate],
            ClientCertificates = certificate is null ? null : [certificate],
            // A deadline strikes only where the case wants it to, however slow the machine is.
            TimeProvider = ExpectsDeadline(one) ? TimeProvider.System : new ManualClock(),
        });
        ConformanceClient client = new(channel, one.Request);
        await client.RunAsync();

        Check(one, client);
    }

    private static bool ExpectsDeadline(Scenario one) =>
        one.ExpectedResponse.Error is { } error && (GrpcStatusCode)error.Code == GrpcStatusCode.DeadlineExceeded;

    private static void Check(Scenario one, ConformanceClient client)
    {
        Scenario.Types.Expected expected = one.ExpectedResponse;
        if (expected.Error is null)
        {
            client.ErrorCode.ShouldBeNull(client.Error?.Message);
        }
        else
        {
            List<GrpcStatusCode?> allowed =
                [(GrpcStatusCode)expected.Error.Code, .. one.OtherAllowedErrorCodes.Select(c => (GrpcStatusCode?)c)];
            allowed.ShouldContain(client.ErrorCode, client.Error?.Message);
            if (expected.Error.Message.Length > 0)
                client.Error!.ErrorMessage.ShouldBe(expected.Error.Message);
            foreach (RequestInfo detail in expected.Error.Details.Select(d => d.Unpack<RequestInfo>()))
                Check(detail, client.Error!.Details.ShouldHaveSingleItem().Unpack<RequestInfo>(), one.Request);
        }

        Check(expected.ResponseHeaders, client.Headers);
        Check(expected.ResponseTrailers, client.Trailers);
        client.Payloads.Count.ShouldBe(expected.Payloads.Count);
        foreach ((ConformancePayload wanted, ConformancePayload got) in expected.Payloads.Zip(client.Payloads))
        {
            got.Data.ShouldBe(wanted.Data);
            if (wanted.RequestInfo is not null)
                Check(wanted.RequestInfo, got.RequestInfo, one.Request);
        }
    }

    private static void Check(RequestInfo wanted, RequestInfo got, Scenario.Types.Request request)
    {
        got.Requests.ShouldBe(wanted.Requests);
        foreach (Header header in request.RequestHeaders)
        {
            Header received = got.RequestHeaders.Single(h => h.Name.Equals(header.Name, StringComparison.OrdinalIgnoreCase));
            string.Join(", ", received.Value).ShouldBe(string.Join(", ", header.Value));
        }

        if (request.TimeoutMs == 0)
            got.TimeoutMs.ShouldBe(0);
        else
            got.TimeoutMs.ShouldBeInRange(1, request.TimeoutMs);
    }

    private static void Check(IEnumerable<Header> wanted, GrpcMetadata got)
    {
        foreach (Header header in wanted)
            string.Join(", ", got.GetTexts(header.Name)).ShouldBe(string.Join(", ", header.Value));
    }
}
