using System.ClientModel;
using LabelingGen.Core;
using LabelingGen.Nucleus.Tests.Flows;

namespace LabelingGen.Nucleus.Tests.Crashes;

/// <summary>
/// The program that the tests kill, or give a disk that is full: adds items with a journal, or downloads an export. What it must not forget
/// is in a folder; started again with the same folder it goes on.
/// </summary>
internal static class Victim
{
    public const int ItemCount = 400;
    public const int Concurrency = 2;

    /// <summary>Exit code: the work is done.</summary>
    public const int Done = 0;

    /// <summary>Exit code: the disk did not take what was written.</summary>
    public const int DiskRefused = 3;

    public static string Journal(string folder) => Path.Combine(folder, "journal");

    public static string Export(string folder) => Path.Combine(folder, "export");

    public static async Task<int> Main(string[] args)
    {
        if (args is not [string work, string endpoint, string folder, string subject])
        {
            await Console.Error.WriteLineAsync("usage: append|export ENDPOINT FOLDER DATASET|JOB");
            return 2;
        }

        NucleusClient client = NucleusClient.FromEnvironment(new NucleusClientOptions { Endpoint = new Uri(endpoint) });
        try
        {
            return work == "append" ? await AppendAsync(client, folder, subject) : await ExportAsync(client, folder, subject);
        }
        catch (IOException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return DiskRefused;
        }
    }

    private static async Task<int> AppendAsync(NucleusClient client, string folder, string dataset)
    {
        using UploadJournal journal = UploadJournal.Open(Journal(folder));
        AppendOptions options = NucleusFlow.Known(o =>
        {
            o.Journal = journal;
            o.MaxConcurrency = Concurrency;
        });
        int done = await client.Datasets.AppendEachAsync(dataset, NucleusFlow.Items(ItemCount).AsAsync(), options)
            .CountAsync(outcome => outcome.State == ItemState.Done);
        return done == ItemCount ? Done : 1;
    }

    private static async Task<int> ExportAsync(NucleusClient client, string folder, string token)
    {
        EmbeddingsExportJob job = client.Datasets.ResumeEmbeddingsExportJob(
            ContinuationToken.FromBytes(BinaryData.FromBytes(Convert.FromBase64String(token))));
        await client.Datasets.DownloadEmbeddingsAsync(job, Export(folder));
        return Done;
    }
}
