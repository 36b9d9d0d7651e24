using System.ClientModel;
using LabelingGen.Core;
using LabelingGen.Scale.Tests.Flows;

namespace LabelingGen.Scale.Tests.Crashes;

/// <summary>
/// The program that the tests kill: creates tasks with a journal, lists them with a page token, or waits with a job token. What it must not
/// forget is in a folder; started again with the same folder it goes on. Exit code 0: the work is done.
/// </summary>
internal static class Victim
{
    public const int ItemCount = 12;
    public const int Concurrency = 2;
    public const int PageSize = 3;

    public static string Journal(string folder) => Path.Combine(folder, "journal");

    /// <summary>Ids of the tasks listed so far, one a line, and below them the token to go on from; "end" behind the last page.</summary>
    public static string Listed(string folder) => Path.Combine(folder, "listed");

    /// <summary>The token of the wait.</summary>
    public static string Token(string folder) => Path.Combine(folder, "token");

    /// <summary>Id and state of the task that was waited for.</summary>
    public static string Result(string folder) => Path.Combine(folder, "result");

    public static async Task<int> Main(string[] args)
    {
        if (args is not [string work, string endpoint, string folder, ..])
        {
            await Console.Error.WriteLineAsync("usage: WORK ENDPOINT FOLDER [TASK]");
            return 2;
        }

        ScaleClient client = ScaleClient.FromEnvironment(new ScaleClientOptions { Endpoint = new Uri(endpoint) });
        return work switch
        {
            "create" => await CreateAsync(client, folder),
            "list" => await ListAsync(client, folder),
            "wait" => await WaitAsync(client, folder, args[^1]),
            _ => 2,
        };
    }

    private static async Task<int> CreateAsync(ScaleClient client, string folder)
    {
        using UploadJournal journal = UploadJournal.Open(Journal(folder));
        BatchDefinition<string, string> definition = new()
        {
            Key = static id => id,
            MaxItems = static _ => 1,
            Send = async (ids, token) =>
            {
                try
                {
                    ScaleTask task = await client.Tasks.CreateImageAnnotationAsync(ScaleFlow.Parameters(ids[0]), token);
                    return [new(ItemState.Done, task.TaskId)];
                }
                catch (ScaleDuplicateTaskException)
                {
                    // Made by a run whose record of it is lost.
                    return await FindAsync(ids, token);
                }
            },
            Find = FindAsync,
            ToNote = static id => id,
            FromNote = static id => id,
        };

        async Task<IReadOnlyList<ItemResult<string>>> FindAsync(IReadOnlyList<string> ids, CancellationToken token)
        {
            ListTasksOptions options = new() { Project = "street", UniqueIds = [.. ids] };
            ScaleTask? task = await client.Tasks.ListAsync(options, token).FirstOrDefaultAsync(token);
            return [task is null ? new(ItemState.Failed) : new(ItemState.Done, task.TaskId)];
        }

        IAsyncEnumerable<string> ids = Enumerable.Range(0, ItemCount).Select(i => $"u{i}").ToAsyncEnumerable();
        int done = await BulkOperation.RunBatchesAsync(ids, definition, new() { Journal = journal, MaxConcurrency = Concurrency })
            .CountAsync(outcome => outcome.State == ItemState.Done);
        return done == ItemCount ? 0 : 1;
    }

    private static async Task<int> ListAsync(ScaleClient client, string folder)
    {
        List<string> lines = File.Exists(Listed(folder)) ? [.. await File.ReadAllLinesAsync(Listed(folder))] : [];
        AsyncCollectionResult<ScaleTask> list = client.Tasks.ListAsync(new() { Project = "street", PageSize = PageSize });
        if (lines.Count > 0)
        {
            string token = lines[^1];
            if (token == "end")
                return 0;
            list = list.ResumeFrom(ContinuationToken.FromBytes(BinaryData.FromBytes(Convert.FromBase64String(token))));
            lines.RemoveAt(lines.Count - 1);
        }

        await foreach (Page<ScaleTask> page in list.AsPagesAsync())
        {
            lines.AddRange(page.Items.Select(task => task.TaskId));
            string next = page.Continuation is { } token ? Convert.ToBase64String(token.ToBytes().ToArray()) : "end";
            Publish(Listed(folder), string.Join('\n', [.. lines, next]));
        }

        return 0;
    }

    private static async Task<int> WaitAsync(ScaleClient client, string folder, string taskId)
    {
        Job<ScaleTask> job;
        if (File.Exists(Token(folder)))
        {
            job = client.Tasks.Track(ContinuationToken.FromBytes(BinaryData.FromBytes(await File.ReadAllBytesAsync(Token(folder)))));
        }
        else
        {
            job = client.Tasks.Track(taskId);
            await job.UpdateStatusAsync(CancellationToken.None);
            Publish(Token(folder), job.RehydrationToken!.ToBytes().ToString());
        }

        ScaleTask task = await job.WaitForCompletionAsync(
            null, new() { InitialInterval = TimeSpan.FromMilliseconds(5), MaxInterval = TimeSpan.FromMilliseconds(5) });
        Publish(Result(folder), $"{task.TaskId} {task.Status}");
        return 0;
    }

    private static void Publish(string path, string text)
    {
        string temporary = path + ".new";
        File.WriteAllText(temporary, text);
        File.Move(temporary, path, overwrite: true);
    }
}
