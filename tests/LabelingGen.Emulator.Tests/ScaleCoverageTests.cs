using System.Net;
using LabelingGen.Testing;
using YamlDotNet.RepresentationModel;

namespace LabelingGen.Emulator.Tests;

public class ScaleCoverageTests
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];

    [Fact]
    public async Task Every_operation_of_the_spec_is_answered()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        List<string> operations = Read(RepositoryPaths.InRepository("specs", "scale", "openapi.yaml"));
        operations.Count.ShouldBeGreaterThanOrEqualTo(70);
        List<string> missing = [];
        foreach (string operation in operations)
        {
            string[] parts = operation.Split(' ');
            using HttpRequestMessage request = new(
                new HttpMethod(parts[0]), parts[1].Replace("{", "a", StringComparison.Ordinal).Replace("}", "b", StringComparison.Ordinal));
            using HttpResponseMessage response = await session.Http.SendAsync(request);
            // A 404 of a handler ("Task not found") is an answer; a 404 without an operation is not.
            RequestRecord record = session.Emulator.Requests.Snapshot()[^1];
            if (record.Operation is null || response.StatusCode is HttpStatusCode.NotImplemented or HttpStatusCode.MethodNotAllowed)
                missing.Add(operation);
            ((int)response.StatusCode).ShouldBeLessThan(500, operation);
        }

        missing.ShouldBeEmpty();
    }

    private static List<string> Read(string path)
    {
        YamlStream yaml = [];
        using StreamReader reader = new(path);
        yaml.Load(reader);
        YamlMappingNode paths = (YamlMappingNode)yaml.Documents[0].RootNode["paths"];
        return
        [
            .. paths.Children.SelectMany(p => ((YamlMappingNode)p.Value).Children.Keys
                .Select(k => ((YamlScalarNode)k).Value!).Where(Methods.Contains)
                .Select(method => method.ToUpperInvariant() + " " + ((YamlScalarNode)p.Key).Value)),
        ];
    }
}
