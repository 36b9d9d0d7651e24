using LabelingGen.Testing;

namespace LabelingGen.Clarifai.Tests.Wire;

/// <summary>The recorded calls about modules, which the service has removed.</summary>
[Obsolete("The service removed modules.")]
public sealed class LegacyWireTests
{
    public static TheoryData<string> Calls => [.. All.Keys];

    private static Dictionary<string, Func<ClarifaiModules, Task>> All => new()
    {
        ["App.list_modules()"] = async m => (await ReadAsync(m.ListAsync())).ShouldBe(0),
        ["App.list_installed_module_versions()"] = async m => (await ReadAsync(m.ListInstalledVersionsAsync())).ShouldBe(0),
        ["App.create_module(\"mod\",\"desc\")"] = m => m.CreateAsync("mod", "desc"),
        ["App.delete_module(\"mod\")"] = m => m.DeleteAsync("mod"),
        ["Module.list_versions()"] = async m => (await ReadAsync(m.ListVersionsAsync("mod"))).ShouldBe(0),
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Is_as_recorded(string call)
    {
        if (RepositoryPaths.InShared("wire", "clarifai", "requests.jsonl") is null)
            return;
        await WireParityTests.CompareAsync(call, client => All[call](new ClarifaiModules(client.App("a"))));
    }

    private static async Task<int> ReadAsync<T>(IAsyncEnumerable<T> items)
    {
        int count = 0;
        await foreach (T item in items)
            count++;
        return count;
    }
}
