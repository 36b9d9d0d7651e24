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
        LabelSource source = new("--from");
        ProfileOptions profiles = new();
        Option<string> to = new("--to")
        {
            Description =
                $"Format of the output: {LabelFormats.Names(written: true)}. "
                + "A profile has some of its own, which it names when it is given another.",
            Required = true,
        };
        Option<string> input = new("--input", "-i") { Description = "File or folder with the labels.", Required = true };
        Option<string> output = new("--output", "-o")
        {
            Description = "File or folder that is written; a folder must be empty or absent.",
            Required = true,
        };
        Option<bool> allow = new("--allow-loss")
        {
            Description = "Write the output even if something is lost. Without it, loss ends with exit code 3 and nothing written.",
        };
        Option<string?> report = new("--report") { Description = "File for the whole report of what is lost, as JSON." };
        Option<int?> digits = new("--digits")
        {
            Description = "Digits after the decimal point, for YOLO and Pascal VOC; as many as read back the same number when absent.",
        };
        digits.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int?>() is < 0 or > 15)
                result.AddError("--digits must be between 0 and 15.");
        });
        Option<bool> json = new("--json") { Description = "Print one JSON object." };
        Command command =
            new("convert", "Converts labels. Exit code 3 and nothing written when something would be lost, unless --allow-loss.")
        {
            source.Format, to, input, output, source.Classes, source.Images, source.Devkit, digits, allow, report, json,
        };
        foreach (Option option in profiles.All)
            command.Options.Add(option);
        command.SetAction(async (result, cancellationToken) =>
        {
            using OutputTarget target = new(result.GetRequiredValue(output));
            string from = result.GetRequiredValue(input);
            if (result.GetValue(profiles.Profile) is { } profile)
            {
                string format = result.GetValue(source.Format) ?? ProfileOptions.FormatOf(profile);
                ProfileRequest request = new(format, result.GetRequiredValue(to), from, target.WorkPath)
                {
                    ClassesFile = result.GetValue(source.Classes),
                    ImagesFolder = result.GetValue(source.Images),
                };
                await profiles.RunAsync(result, request, cancellationToken).ConfigureAwait(false);
                target.Publish();
                WriteDone(terminal, result.GetValue(json), result.GetRequiredValue(output), profile);
                return ExitCodes.Success;
            }

            FormatOptions options = await source.OptionsAsync(result, cancellationToken).ConfigureAwait(false) with
            {
                Digits = result.GetValue(digits),
            };
            AnnotationFormat reader = source.Find(result, from);
            AnnotationFormat writer = LabelFormats.Named(result.GetRequiredValue(to));
            if (!writer.CanWrite)
                throw new CommandFailedException($"The format '{writer.Name}' is only read.", ExitCodes.Usage);
            AnnotatedDataset dataset = await reader.ReadAsync(from, options, cancellationToken).ConfigureAwait(false);
            if (!dataset.HasAllCategories)
            {
                dataset = dataset.WithAllCategories(await DatasetProgress.RunAsync(
                    terminal, result.GetValue(json), "Finding classes", dataset,
                    watched => watched.FindCategoriesAsync(cancellationToken)).ConfigureAwait(false));
            }

            using LossReport? file = result.GetValue(report) is { } reportPath ? new LossReport(reportPath) : null;
            FormatOptions writing = options with
            {
                OnLoss = file is null ? null : file.Add,
                // What is then missing is listed among the losses.
                OnUnknownSize = result.GetValue(allow) ? static error => _ = error : null,
            };
            ConversionReport losses = await DatasetProgress.RunAsync(
                terminal, result.GetValue(json), "Converting", dataset,
                watched => writer.WriteAsync(watched, target.WorkPath, writing, cancellationToken)).ConfigureAwait(false);
            bool isWritten = losses.IsLossless || result.GetValue(allow);
            if (isWritten)
                target.Publish();
            string[] conventions = [.. new[] { reader, writer }.Distinct().Where(format => format.ConventionOf(options) is not null)
                .Select(format => $"{format.Name}: {format.ConventionOf(options)}")];
            file?.Complete(losses, conventions);
            Write(terminal, result.GetValue(json), losses, conventions, isWritten);
            return isWritten ? ExitCodes.Success : ExitCodes.Loss;
        });
        return command;
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
            terminal.WriteLine($"{convention}. The files do not say it; --voc-devkit changes it.");
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
