using System.CommandLine;
using System.Globalization;
using LabelingGen.Annotations;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Cli;

/// <summary><c>labelinggen convert</c>: labels from one format to another, with a report of what is lost.</summary>
internal static class ConvertCommand
{
    private const int ShownLosses = 20;

    public static Command Create(Terminal terminal)
    {
        ConvertOptions options = new();
        Command command =
            new("convert", "Converts labels. Exit code 3 and nothing written when something would be lost, unless --allow-loss.");
        foreach (Option option in options.All)
            command.Options.Add(option);
        command.Validators.Add(options.RefuseMeaningless);
        command.SetAction((result, cancellationToken) => result.GetValue(options.Profiles.Profile) is { } profile
            ? ConvertAsVendorAsync(terminal, options, result, profile, cancellationToken)
            : ConvertAsync(terminal, options, result, cancellationToken));
        return command;
    }

    private static async Task<int> ConvertAsVendorAsync(
        Terminal terminal, ConvertOptions options, ParseResult result, string profile, CancellationToken cancellationToken)
    {
        string output = result.GetRequiredValue(options.Output);
        using OutputTarget target = new(output);
        string from = result.GetValue(options.Source.Format) ?? ProfileOptions.FormatOf(profile);
        ProfileRequest request =
            new(from, result.GetRequiredValue(options.To), result.GetRequiredValue(options.Input), target.WorkPath)
            {
                ClassesFile = result.GetValue(options.Source.Classes),
                ImagesFolder = result.GetValue(options.Source.Images),
            };
        await options.Profiles.RunAsync(result, request, cancellationToken).ConfigureAwait(false);
        target.Publish();
        WriteDone(terminal, result.GetValue(options.Json), output, profile);
        return ExitCodes.Success;
    }

    private static async Task<int> ConvertAsync(
        Terminal terminal, ConvertOptions options, ParseResult result, CancellationToken cancellationToken)
    {
        bool json = result.GetValue(options.Json);
        bool allowsLoss = result.GetValue(options.AllowLoss);
        string input = result.GetRequiredValue(options.Input);
        AnnotationFormat reader = options.Source.Find(result, input);
        AnnotationFormat writer = LabelFormats.Named(result.GetRequiredValue(options.To));
        if (!writer.CanWrite)
            throw new CommandFailedException($"The format '{writer.Name}' is only read.", ExitCodes.Usage);
        FormatOptions reading = await options.Source.OptionsAsync(result, cancellationToken).ConfigureAwait(false) with
        {
            Digits = result.GetValue(options.Digits),
        };
        using OutputTarget target = new(result.GetRequiredValue(options.Output), writer.IsFile);
        AnnotatedDataset dataset = await ReadAsync(terminal, json, reader, input, reading, cancellationToken).ConfigureAwait(false);
        using LossReport? file = result.GetValue(options.Report) is { } path ? new LossReport(path) : null;
        FormatOptions writing = reading with
        {
            OnLoss = file is null ? null : file.Add,
            // What is then missing is listed among the losses.
            OnUnknownSize = allowsLoss ? static error => _ = error : null,
        };
        ConversionReport losses = await DatasetProgress.RunAsync(
            terminal, json, "Converting", dataset,
            watched => writer.WriteAsync(watched, target.WorkPath, writing, cancellationToken)).ConfigureAwait(false);
        bool isWritten = losses.IsLossless || allowsLoss;
        if (isWritten)
            target.Publish();
        string[] conventions = [.. new[] { reader, writer }.Distinct().Where(format => format.ConventionOf(reading) is not null)
            .Select(format => $"{format.Name}: {format.ConventionOf(reading)}")];
        file?.Complete(losses, conventions);
        Write(terminal, json, losses, conventions, isWritten);
        return isWritten ? ExitCodes.Success : ExitCodes.Loss;
    }

    private static async Task<AnnotatedDataset> ReadAsync(
        Terminal terminal, bool json, AnnotationFormat reader, string input, FormatOptions options, CancellationToken cancellationToken)
    {
        AnnotatedDataset dataset = await reader.ReadAsync(input, options, cancellationToken).ConfigureAwait(false);
        return dataset.HasAllCategories ? dataset : dataset.WithAllCategories(await DatasetProgress.RunAsync(
            terminal, json, "Finding classes", dataset, watched => watched.FindCategoriesAsync(cancellationToken)).ConfigureAwait(false));
    }

    private static void Write(Terminal terminal, bool json, ConversionReport report, string[] conventions, bool isWritten)
    {
        if (json)
        {
            JsonLines.Write(terminal.Out, writer =>
            {
                writer.WriteString("event", isWritten ? "done" : "refused");
                LossReport.WriteConventions(writer, conventions);
                writer.WritePropertyName("report");
                report.WriteTo(writer);
            });
            return;
        }

        foreach (ConversionLoss loss in report.Losses.Take(ShownLosses))
        {
            string place = loss.AnnotationIndex is int index
                ? string.Create(CultureInfo.InvariantCulture, $"{loss.Image}[{index}]")
                : loss.Image ?? (loss.Category is not null ? $"category '{loss.Category}'" : "data set");
            terminal.WriteLine($"{place}: {loss.Field} {loss.Reason}: {loss.Before ?? "nothing"} -> {loss.After ?? "nothing"}");
        }

        if (report.Count > ShownLosses)
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"... and {report.Count - ShownLosses:N0} more; --report lists them."));
        string losses = (report.Count == 1 ? "loss" : "losses") + (report.IsLossless ? "." : ":");
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.Images} images, {report.Annotations} annotations, {report.Count} {losses}"));
        foreach ((string field, LossReason reason, long count) in report.Summary)
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count} x {field} {reason}"));
        foreach (string convention in conventions)
            terminal.WriteLine($"{convention}. Few files say it; --voc-devkit changes it.");
        if (!isWritten)
            terminal.WriteError("Nothing was written; --allow-loss accepts the losses.");
    }

    private static void WriteDone(Terminal terminal, bool json, string output, string profile)
    {
        if (!json)
        {
            terminal.WriteLine($"Written to {output} as {ProfileOptions.FormatOf(profile)}'s own converter does.");
            return;
        }

        JsonLines.Write(terminal.Out, writer =>
        {
            writer.WriteString("event", "done");
            writer.WriteString("profile", profile);
            writer.WriteString("output", output);
        });
    }
}
