using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;

namespace LabelingGen.Clarifai.Tests.Crashes;

/// <summary>
/// The program that the tests kill: uploads inputs with a journal in a folder; started again with the same folder it goes on. Exit code 0:
/// all of them are stored.
/// </summary>
internal static class Victim
{
    public const int ItemCount = 12;
    public const string AppId = "a";

    public static string Journal(string folder) => Path.Combine(folder, "journal");

    public static async Task<int> Main(string[] args)
    {
        if (args is not [string folder])
        {
            await Console.Error.WriteLineAsync("usage: FOLDER");
            return 2;
        }

        using ClarifaiClient client = ClarifaiClient.FromEnvironment();
        using UploadJournal journal = UploadJournal.Open(Journal(folder));
        InputBulkOptions options = new() { BatchSize = 1, Bulk = new BulkOptions { Journal = journal, MaxConcurrency = 1 } };
        IEnumerable<Input> inputs = Enumerable.Range(0, ItemCount).Select(i => Input.FromText($"i{i}", $"text {i}"));
        int done = 0;
        await foreach (ItemOutcome<Input, Input> outcome in client.App(AppId).Inputs.UploadAllAsync(inputs, options))
            done += outcome.State == ItemState.Done ? 1 : 0;
        return done == ItemCount ? 0 : 1;
    }
}
