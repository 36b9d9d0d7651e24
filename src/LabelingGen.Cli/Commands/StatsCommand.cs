using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LabelingGen.Annotations;
using LabelingGen.Annotations.Formats;
using Spectre.Console;

namespace LabelingGen.Cli;

/// <summary><c>labelinggen stats</c>: counts over labels.</summary>
internal static class StatsCommand
{
    private const int ShownProblems = 10;

    public static Command Create(Terminal terminal)
    {
        LabelSource source = new("--format");
        Argument<string> input = new("DATASET") { Description = "File or folder with the labels." };
        ArgumentRules.AcceptNonEmptyOnly(input);
        Option<bool> json = new("--json") { Description = "Print one JSON object." };
        Command command = new("stats", "Counts images, annotations, labels and shapes. Exit code 1 when something could not be read.")
        {
            input, source.Format, source.Classes, source.Images, source.Devkit, json,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            string path = result.GetRequiredValue(input);
            List<AnnotationFormatException> problems = [];
            FormatOptions options = await source.OptionsAsync(result, cancellationToken).ConfigureAwait(false) with
            {
                OnUnreadable = problems.Add,
                OnUnknownSize = problems.Add,
            };
            AnnotatedDataset dataset = await source.Find(result, path).ReadAsync(path, options, cancellationToken).ConfigureAwait(false);
            DatasetStatistics statistics = await DatasetProgress.RunAsync(
                terminal, result.GetValue(json), "Counting", dataset, watched => DatasetStatistics.CountAsync(watched, cancellationToken))
                    .ConfigureAwait(false);
            if (result.GetValue(json))
                WriteJson(terminal, statistics, problems);
            else
                WriteTable(terminal, statistics);
            foreach (AnnotationFormatException problem in problems.Take(ShownProblems))
                terminal.WriteError(problem.Message);
            if (problems.Count > ShownProblems)
                terminal.WriteError(string.Create(CultureInfo.InvariantCulture, $"... and {problems.Count - ShownProblems:N0} more."));
            return problems.Count == 0 ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }

    private static void WriteJson(Terminal terminal, DatasetStatistics statistics, List<AnnotationFormatException> problems) =>
        JsonLines.Write(terminal.Out, writer =>
        {
            writer.WriteNumber("images", statistics.Images);
            writer.WriteNumber("emptyImages", statistics.EmptyImages);
            writer.WriteNumber("annotations", statistics.Annotations);
            writer.WriteNumber("mostPerImage", statistics.MostPerImage);
            writer.WriteNumber("crowds", statistics.Crowds);
            writer.WriteStartObject("areas");
            writer.WriteNumber("small", statistics.Areas.Small);
            writer.WriteNumber("medium", statistics.Areas.Medium);
            writer.WriteNumber("large", statistics.Areas.Large);
            writer.WriteEndObject();
            WriteCounts(writer, "labels", statistics.Labels);
            WriteCounts(writer, "shapes", statistics.Shapes);
            writer.WriteStartArray("problems");
            foreach (AnnotationFormatException problem in problems)
                writer.WriteStringValue(problem.Message);
            writer.WriteEndArray();
        });

    private static void WriteCounts(Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, long> counts)
    {
        writer.WriteStartObject(name);
        foreach ((string key, long count) in counts)
            writer.WriteNumber(key, count);
        writer.WriteEndObject();
    }

    private static void WriteTable(Terminal terminal, DatasetStatistics statistics)
    {
        terminal.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{statistics.Images} images ({statistics.EmptyImages} without annotations), {statistics.Annotations} annotations, "
                + $"at most {statistics.MostPerImage} an image, {statistics.Crowds} crowds."));
        terminal.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"By area: {statistics.Areas.Small} small, {statistics.Areas.Medium} medium, {statistics.Areas.Large} large."));
        Table table = new() { Border = terminal.IsInteractive ? TableBorder.Rounded : TableBorder.Ascii };
        table.AddColumns("", "Name");
        table.AddColumn(new TableColumn("Annotations").RightAligned());
        AddRows(table, "label", statistics.Labels);
        AddRows(table, "shape", statistics.Shapes);
        terminal.Console.Write(table);
    }

    private static void AddRows(Table table, string kind, IReadOnlyDictionary<string, long> counts)
    {
        foreach ((string name, long count) in counts.OrderByDescending(static entry => entry.Value))
        {
            table.AddRow(
                new Text(kind), new Text(TerminalText.Strip(name.Length == 0 ? "(none)" : name)),
                new Text(count.ToString(CultureInfo.InvariantCulture)));
        }
    }
}
