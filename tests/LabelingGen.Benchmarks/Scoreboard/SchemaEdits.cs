using System.Diagnostics;
using System.Globalization;
using LabelingGen.Generator.Emitting;
using LabelingGen.Generator.Hosting;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Reading;

namespace LabelingGen.Benchmarks.Scoreboard;

/// <summary>
/// One place of a schema edited after the other: how many files are written anew, and how long it takes: rows 5 and 14 of the goals.
/// </summary>
internal static class SchemaEdits
{
    /// <summary>An edit in so many of all places; the whole takes seconds.</summary>
    private const int Step = 20;

    /// <summary>So many edits until the runtime has compiled all of the generator to its full speed.</summary>
    private const int WarmUps = 300;

    private const int Timed = 100;

    public static string Measure()
    {
        SpecSet spec = new(
            new SpecFile("openapi.yaml", File.ReadAllText(Repository.PathOf("specs", "scale", "openapi.yaml"))),
            EquatableArray<SpecFile>.Empty,
            EquatableArray<SpecFile>.Empty);
        HashSet<UnitPlan> before = [.. Units(spec)];
        List<int> rewritten =
        [
            .. Edits(spec, "description: ", "Edited ").Where((_, number) => number % Step == 0)
                .Select(edited => Rewrite(edited, before)).Order(),
        ];
        return string.Create(CultureInfo.InvariantCulture,
            $"{rewritten.Count} edits of one schema of Scale: {rewritten[rewritten.Count / 2]} files in the median, {rewritten[^1]} at most");
    }

    /// <summary>What the compiler's driver takes from an edited text to the files and diagnostics that follow from it.</summary>
    public static string Time(SpecSet spec)
    {
        WarmCompiler compiler = new(spec);
        string[] edits =
        [
            .. Edits(spec, "\n      type: object", "\n      description: Edited.").Where((_, number) => number % Step == 0)
                .Select(edited => edited.Main.Text),
        ];
        List<double> milliseconds = [];
        for (int i = 0; i < WarmUps + Timed; i++)
        {
            long start = Stopwatch.GetTimestamp();
            compiler.Edit(edits[i % edits.Length]);
            if (i >= WarmUps)
                milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        milliseconds.Sort();
        return string.Create(CultureInfo.InvariantCulture,
            $"{milliseconds[Timed / 2]:0} ms in the median, {milliseconds[Timed * 95 / 100]:0} ms in 95 of 100");
    }

    /// <summary>The spec with something added at one place of its schemas, for each such place.</summary>
    private static IEnumerable<SpecSet> Edits(SpecSet spec, string after, string addition)
    {
        string text = spec.Main.Text;
        for (int at = text.IndexOf("\n  schemas:", StringComparison.Ordinal);
            (at = text.IndexOf(after, at, StringComparison.Ordinal)) >= 0; at += after.Length)
        {
            // A text that is quoted or stands below begins otherwise.
            if (text[at + after.Length] is '\n' || char.IsAsciiLetter(text[at + after.Length]))
                yield return spec with { Main = new SpecFile(spec.Main.Path, text.Insert(at + after.Length, addition)) };
        }
    }

    private static int Rewrite(SpecSet spec, HashSet<UnitPlan> before) =>
        Units(spec).Where(unit => !before.Contains(unit)).Select(Generation.Emit).ToList().Count;

    private static EquatableArray<UnitPlan> Units(SpecSet spec)
    {
        ReadResult read = Generation.Read(new SpecInput(spec, ReadOptions.Default, "Api", "ApiClient"), CancellationToken.None);
        PlanOptions options = new("Api", "ApiClient", EquatableArray<HandWrittenType>.Empty);
        return Generation.Plan(read.Model!, options, CancellationToken.None).Units;
    }
}
