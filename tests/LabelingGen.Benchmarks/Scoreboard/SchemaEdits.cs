using System.Globalization;
using LabelingGen.Generator.Emitting;
using LabelingGen.Generator.Hosting;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Reading;

namespace LabelingGen.Benchmarks.Scoreboard;

/// <summary>Every described property of Scale's schemas edited in turn, and how many files are written anew: row 5 of the goals.</summary>
internal static class SchemaEdits
{
    private const string Marker = "description: ";

    /// <summary>An edit in so many of all places; the whole takes seconds.</summary>
    private const int Step = 20;

    public static string Measure()
    {
        string text = File.ReadAllText(Repository.PathOf("specs", "scale", "openapi.yaml"));
        HashSet<UnitPlan> before = [.. Units(text)];
        List<int> rewritten = [];
        int number = 0;
        for (int at = text.IndexOf("\n  schemas:", StringComparison.Ordinal);
            (at = text.IndexOf(Marker, at, StringComparison.Ordinal)) >= 0; at += Marker.Length)
        {
            // A block scalar or a quoted text begins otherwise.
            if (number++ % Step == 0 && char.IsAsciiLetter(text[at + Marker.Length]))
                rewritten.Add(Units(text.Insert(at + Marker.Length, "Edited ")).Count(unit => !before.Contains(unit)));
        }

        rewritten.Sort();
        return string.Create(CultureInfo.InvariantCulture,
            $"{rewritten.Count} edits of one schema of Scale: {rewritten[rewritten.Count / 2]} files in the median, {rewritten[^1]} at most");
    }

    private static EquatableArray<UnitPlan> Units(string text)
    {
        SpecSet spec = new(
            new SpecFile("openapi.yaml", text), EquatableArray<SpecFile>.Empty, EquatableArray<SpecFile>.Empty);
        ReadResult read = Generation.Read(new SpecInput(spec, ReadOptions.Default, "Api", "ApiClient"), CancellationToken.None);
        PlanOptions options = new("Api", "ApiClient", EquatableArray<HandWrittenType>.Empty);
        return Generation.Plan(read.Model!, options, CancellationToken.None).Units;
    }
}
