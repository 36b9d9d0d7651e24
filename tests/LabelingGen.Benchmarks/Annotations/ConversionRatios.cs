using System.Diagnostics;
using System.Globalization;
using LabelingGen.Annotations;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Benchmarks.Annotations;

/// <summary>
/// A COCO file of a million boxes made another file, with the report of what is lost, by a process with the settings of the tool: time
/// against a bare pass over the file in such a process, speed, and peak of memory. Of three runs each, the fastest.
/// </summary>
internal static class ConversionRatios
{
    private const double GoalMegabytes = 64;
    private const double GoalSpeed = 150;
    private const int Runs = 3;

    public static IEnumerable<Ratio> Measure()
    {
        string path = Path.GetTempFileName();
        try
        {
            ColumnRatios.Write(path, hasRings: false);
            double megabytes = new FileInfo(path).Length / 1e6;
            double pass = Fastest("--pass", path)[0];
            foreach (AnnotationFormat format in new[] { AnnotationFormats.OpenImages, AnnotationFormats.Cvat, AnnotationFormats.Coco })
            {
                double[] run = Fastest("--conversion", path, format.Name);
                yield return new Ratio($"convert-coco-{format.Name}-ms", run[0] * 1000, pass * 1000);
                yield return new Ratio($"convert-coco-{format.Name}-MB-a-second", megabytes / run[0], GoalSpeed);
                yield return new Ratio($"convert-coco-{format.Name}-peak-MB", run[1] / 1e6, GoalMegabytes);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The work of the process of its own: a bare pass; prints the seconds.</summary>
    public static void PrintPass(string path)
    {
        long start = Stopwatch.GetTimestamp();
        ColumnRatios.Pass(path);
        Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalSeconds.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The work of the process of its own: converts the file and prints the seconds and the peak of its memory in bytes.</summary>
    public static void Print(string path, string format)
    {
        string output = path + ".converted";
        long start = Stopwatch.GetTimestamp();
        AnnotatedDataset dataset = AnnotationFormats.Coco.ReadAsync(path).GetAwaiter().GetResult();
        AnnotationFormats.Get(format).WriteAsync(dataset, output).GetAwaiter().GetResult();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        File.Delete(output);
        using Process process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds} {process.PeakWorkingSet64}"));
    }

    private static double[] Fastest(params string[] arguments) =>
        Enumerable.Range(0, Runs).Select(_ => OwnProcess.RunAsTool(arguments)).MinBy(static run => run[0])!;
}
