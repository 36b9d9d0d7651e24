using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using LabelingGen.Core;
using LabelingGen.Nucleus;

namespace LabelingGen.Benchmarks.Nucleus;

/// <summary>
/// Bulk uploads to the emulated Nucleus in turns with two loops over <see cref="HttpClient"/> that send the same bodies at equal concurrency,
/// without checks, results or retries: one serializes records, as a program has them; the other writes the bodies from bare numbers, the
/// least that anybody can do.
/// </summary>
internal static class UploadRounds
{
    private const int Count = 20_000;
    private const int Concurrency = 4;
    private const int Rounds = 8;

    /// <summary>Until the compiler has made its best of both sides; ours has more code.</summary>
    private const int WarmUps = 4;

    public const int ItemsPerRequest = 20;
    private const int BoxesPerRequest = 5_000;

    /// <summary>Appending takes a fifth of the time of annotating, and what else goes on in the machine weighs so much more.</summary>
    private const int AppendsPerAnnotate = 5;

    /// <summary>Who uploads: we, the loop over records, the loop over numbers.</summary>
    public const int Sides = 3;

    /// <summary>
    /// Prints a line a round: for each side, the milliseconds of its appends and of its annotates, and those that the processors have worked
    /// for this process in either. The emulator takes most of the first; what other programs do changes the second little.
    /// </summary>
    public static async Task<int> PrintAsync()
    {
        using EmulatedNucleus emulator = new();
        NucleusClient client = new(
            ApiCredential.FromKey(emulator.ApiKey), new NucleusClientOptions { Endpoint = emulator.Endpoint });
        using HttpClient http = new() { BaseAddress = new Uri(emulator.Endpoint.AbsoluteUri.TrimEnd('/') + "/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(emulator.ApiKey + ":")));
        for (int round = -WarmUps; round < Rounds; round++)
        {
            double[] times = new double[4 * Sides];
            // There and back: what grows slower or faster with time does so for all.
            int[] there = [.. Enumerable.Range(0, Sides).Select(side => (side + Sides + round % Sides) % Sides)];
            foreach (int side in there.Concat(there.Reverse()))
            {
                for (int turn = 1; turn <= AppendsPerAnnotate; turn++)
                {
                    string dataset = await CreateAsync(client);
                    await AddTimeAsync(times, 4 * side, () => AppendAsync(side, client, http, dataset));
                    if (turn == AppendsPerAnnotate)
                        await AddTimeAsync(times, (4 * side) + 1, () => AnnotateAsync(side, client, http, dataset));
                    // What is stored would be looked through by every collection after it.
                    await client.Datasets.DeleteAsync(dataset);
                }
            }

            if (round >= 0)
                Console.WriteLine(string.Join(' ', times.Select(time => time.ToString("0.###", CultureInfo.InvariantCulture))));
        }

        return 0;
    }

    public static AppendOptions Options() => new() { MaxConcurrency = Concurrency, IsScene = false, UsePrivacyMode = false };

    public static IEnumerable<DatasetItem> Items(int count) =>
        Enumerable.Range(0, count).Select(i => new DatasetItem($"https://example.com/{i}.jpg", $"r{i}"));

    private static async Task<string> CreateAsync(NucleusClient client) => (await client.Datasets.CreateAsync(
        new CreateDatasetRequest { Name = Guid.NewGuid().ToString("N"), IsScene = false })).Value.Id;

    private static void Check(long stored)
    {
        if (stored != Count)
            throw new InvalidOperationException($"{stored} items or annotations have arrived, not {Count}.");
    }

    private static async Task AddTimeAsync(double[] times, int place, Func<Task> work)
    {
        GC.Collect();
        TimeSpan worked = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        await work();
        times[place] += Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        times[place + 2] += (Environment.CpuUsage.TotalTime - worked).TotalMilliseconds;
    }

    private static async Task AppendAsync(int side, NucleusClient client, HttpClient http, string dataset)
    {
        if (side == 0)
            Check((await client.Datasets.AppendAsync(dataset, Items(Count).AsAsync(), Options())).NewItems);
        else
            await LoopAsync(http, $"dataset/{dataset}/append", ItemsPerRequest, side == 1 ? UploadBodies.Items : WriteItems, "new_items");
    }

    private static async Task AnnotateAsync(int side, NucleusClient client, HttpClient http, string dataset)
    {
        if (side > 0)
        {
            await LoopAsync(
                http, $"dataset/{dataset}/annotate", BoxesPerRequest, side == 1 ? UploadBodies.Boxes : WriteBoxes, "annotations_processed");
            return;
        }

        IEnumerable<GroundTruthAnnotation> boxes = Enumerable.Range(0, Count)
            .Select(GroundTruthAnnotation (i) => new BoxAnnotation("car", i, 2, 3, 4, $"r{i}"));
        Check((await client.Datasets.AnnotateAsync(
            dataset, boxes.AsAsync(), new LabelUploadOptions { MaxConcurrency = Concurrency })).Processed);
    }

    /// <param name="stored">Name of the sum in an answer.</param>
    private static async Task LoopAsync(
        HttpClient http, string route, int perRequest, Action<Utf8JsonWriter, int, int> write, string stored)
    {
        long sum = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Count / perRequest), new ParallelOptions { MaxDegreeOfParallelism = Concurrency }, async (batch, token) =>
            {
                using MemoryStream body = new();
                await using (Utf8JsonWriter writer = new(body))
                    write(writer, batch * perRequest, perRequest);
                using ByteArrayContent content = new(body.GetBuffer(), 0, (int)body.Length);
                content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                using HttpResponseMessage response = await http.PostAsync(route, content, token);
                response.EnsureSuccessStatusCode();
                using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(token));
                Interlocked.Add(ref sum, answer.RootElement.GetProperty(stored).GetInt64());
            });
        Check(sum);
    }

    private static void WriteItems(Utf8JsonWriter writer, int from, int count)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("items");
        for (int i = from; i < from + count; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("reference_id", $"r{i}");
            writer.WriteString("image_url", $"https://example.com/{i}.jpg");
            writer.WriteStartObject("metadata");
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteBoolean("update", false);
        writer.WriteEndObject();
    }

    private static void WriteBoxes(Utf8JsonWriter writer, int from, int count)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("update", false);
        writer.WriteStartArray("annotations");
        for (int i = from; i < from + count; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "box");
            writer.WriteString("label", "car");
            writer.WriteString("reference_id", $"r{i}");
            writer.WriteStartObject("geometry");
            writer.WriteNumber("x", i);
            writer.WriteNumber("y", 2);
            writer.WriteNumber("width", 3);
            writer.WriteNumber("height", 4);
            writer.WriteEndObject();
            writer.WriteString("annotation_id", $"car-{i}-2-3-4-r{i}");
            writer.WriteNull("embedding_vector");
            writer.WriteStartObject("metadata");
            writer.WriteEndObject();
            writer.WriteNull("track_reference_id");
            writer.WriteNull("task_id");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
