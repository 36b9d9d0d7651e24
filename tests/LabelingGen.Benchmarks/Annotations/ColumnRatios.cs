using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LabelingGen.Annotations;

namespace LabelingGen.Benchmarks.Annotations;

/// <summary>
/// A million annotations read into columns: against a pass over the file with <see cref="Utf8JsonReader"/> that parses every number and
/// keeps nothing. Memory is the peak of a process of its own.
/// </summary>
internal static class ColumnRatios
{
    private const int Images = 50_000;
    private const int PerImage = 20;
    private const int Categories = 80;
    private const int Vertices = 16;
    private const int Rounds = 5;
    private const double BoxMegabytes = 90;
    private const double PolygonMegabytes = 350;

    public static IEnumerable<Ratio> Measure()
    {
        foreach ((string name, bool hasRings, double goal) in new[] { ("boxes", false, BoxMegabytes),
            ("polygons", true, PolygonMegabytes) })
        {
            string path = Path.GetTempFileName();
            try
            {
                Write(path, hasRings);
                (Measurement ours, Measurement pass) =
                    Measurement.Compare(() => CocoColumns.Read(path), () => Pass(path), Rounds, warmUps: 2);
                yield return new Ratio($"columns-1M-{name}-ms", ours.Milliseconds, pass.Milliseconds);
                yield return new Ratio($"columns-1M-{name}-peak-MB", OwnProcess.Run("--columns-peak", path)[0] / 1e6, goal);
            }
            finally
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>The work of the process of its own: reads the file and prints the peak of its memory in bytes.</summary>
    public static void PrintPeak(string path)
    {
        CocoColumns columns = CocoColumns.Read(path);
        using Process process = Process.GetCurrentProcess();
        Console.WriteLine(process.PeakWorkingSet64.ToString(CultureInfo.InvariantCulture));
        GC.KeepAlive(columns);
    }

    /// <summary>Parses every number of a file and keeps nothing.</summary>
    public static double Pass(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] buffer = new byte[1 << 20];
        JsonReaderState state = default;
        double sum = 0;
        int length = 0;
        while (true)
        {
            int read = file.Read(buffer, length, buffer.Length - length);
            length += read;
            Utf8JsonReader reader = new(buffer.AsSpan(0, length), read == 0, state);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.Number)
                    sum += reader.GetDouble();
            }

            if (read == 0)
                return sum;
            state = reader.CurrentState;
            int consumed = (int)reader.BytesConsumed;
            buffer.AsSpan(consumed, length - consumed).CopyTo(buffer);
            length -= consumed;
        }
    }

    /// <summary>Writes a COCO file of a million annotations.</summary>
    public static void Write(string path, bool hasRings)
    {
        Random random = new(5);
        using StreamWriter file = new(path, append: false, new UTF8Encoding(false), 1 << 20);
        file.Write("{\"images\":[");
        for (int i = 0; i < Images; i++)
            file.Write(string.Create(CultureInfo.InvariantCulture,
                $"{(i == 0 ? "" : ",")}{{\"id\":{i + 1},\"file_name\":\"{i:000000}.jpg\",\"width\":1280,\"height\":720}}"));
        file.Write("],\"annotations\":[");
        for (int i = 0; i < Images * PerImage; i++)
        {
            (double x, double y) = (Math.Round(random.NextDouble() * 1000, 2), Math.Round(random.NextDouble() * 500, 2));
            (double width, double height) =
                (Math.Round(10 + (random.NextDouble() * 200), 2), Math.Round(10 + (random.NextDouble() * 200), 2));
            string rings = hasRings ? $",\"segmentation\":[[{Ring(random, x, y, width, height)}]]" : "";
            file.Write(string.Create(CultureInfo.InvariantCulture,
                $"{(i == 0 ? "" : ",")}{{\"id\":{i + 1},\"image_id\":{(i / PerImage) + 1},\"category_id\":{(i % Categories) + 1},"));
            file.Write(string.Create(CultureInfo.InvariantCulture,
                $"\"bbox\":[{x},{y},{width},{height}],\"area\":{Math.Round(width * height, 2)},\"iscrowd\":0{rings}}}"));
        }

        string categories = string.Join(',', Enumerable.Range(1, Categories)
            .Select(static id => string.Create(CultureInfo.InvariantCulture, $"{{\"id\":{id},\"name\":\"class {id}\"}}")));
        file.Write($"],\"categories\":[{categories}]}}");
    }

    private static string Ring(Random random, double x, double y, double width, double height) =>
        string.Join(',', Enumerable.Range(0, Vertices)
        .Select(_ => string.Create(CultureInfo.InvariantCulture,
            $"{Math.Round(x + (random.NextDouble() * width), 2)},{Math.Round(y + (random.NextDouble() * height), 2)}")));
}
