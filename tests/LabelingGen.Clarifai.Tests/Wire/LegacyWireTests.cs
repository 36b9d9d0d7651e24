using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai.Tests.Wire;

/// <summary>The recorded calls about modules, which the service has removed.</summary>
[Obsolete("The service removed modules.")]
public sealed class LegacyWireTests
{
    private const string Absent = "the recording is absent here";

    public static TheoryData<string> Calls =>
        [.. WireFixture.Load().Keys.Where(c => WireMethods.Legacy.Contains(WireCall.Parse(c).Target)).DefaultIfEmpty(Absent)];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Is_as_recorded(string call)
    {
        if (call != Absent)
            await WireParityTests.CompareAsync(call, client => MakeAsync(new ClarifaiModules(client.App("a")), WireCall.Parse(call)));
    }

    private static Task MakeAsync(ClarifaiModules modules, WireCall call) => call.Target switch
    {
        "App.list_modules" => ReadAsync(modules.ListAsync(call.Listing<ListModulesRequest>(), call.Flag("only_in_app", true))),
        "App.list_installed_module_versions" => ReadAsync(modules.ListInstalledVersionsAsync()),
        "App.create_module" => modules.CreateAsync(call.Text(0, "module_id") ?? "mod", call.Text(1, "description") ?? "desc"),
        "App.module" => modules.GetAsync(call.Text(0, "module_id") ?? "mod"),
        "App.delete_module" => modules.DeleteAsync(call.Text(0, "module_id") ?? "mod"),
        _ => ReadAsync(modules.ListVersionsAsync("mod")),
    };

    private static async Task<int> ReadAsync<T>(IAsyncEnumerable<T> items)
    {
        int count = 0;
        await foreach (T item in items)
            count++;
        return count;
    }
}
