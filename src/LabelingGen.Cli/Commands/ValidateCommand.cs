using System.CommandLine;
using System.Globalization;
using LabelingGen.Annotations;

namespace LabelingGen.Cli;

/// <summary><c>labelinggen validate</c>: every problem of labels, with file and place.</summary>
internal static class ValidateCommand
{
    public static Command Create(Terminal terminal)
    {
        LabelSource source = new("--format");
        Argument<string> input = new("DATASET") { Description = "File or folder with the labels." };
        ArgumentRules.AcceptNonEmptyOnly(input);
        Option<bool> strict = new("--strict") { Description = "Let warnings fail too." };
        Option<bool> json = new("--json") { Description = "Print one JSON object per line." };
        Command command = new("validate", "Finds problems. Exit code 1 when there is an error.") { input, source.Format, source.Classes,
            source.Images, source.Devkit, strict, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            string path = result.GetRequiredValue(input);
            int errors = 0;
            int warnings = 0;
            IAsyncEnumerable<DatasetFinding> findings = DatasetRules.CheckAsync(
                source.Find(result, path), path, await source.OptionsAsync(result, cancellationToken)
                    .ConfigureAwait(false), cancellationToken);
            await foreach (DatasetFinding finding in findings.ConfigureAwait(false))
            {
                _ = finding.Severity == FindingSeverity.Error ? errors++ : warnings++;
                if (result.GetValue(json))
                    WriteJson(terminal, finding);
                else
                    terminal.WriteLine(Line(finding));
            }

            if (result.GetValue(json))
            {
                JsonLines.Write(terminal.Out, writer =>
                {
                    writer.WriteString("event", "done");
                    writer.WriteNumber("errors", errors);
                    writer.WriteNumber("warnings", warnings);
                });
            }
            else
            {
                terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{errors} error(s), {warnings} warning(s)."));
            }

            return errors > 0 || result.GetValue(strict) && warnings > 0 ? ExitCodes.Failure : ExitCodes.Success;
        });
        return command;
    }

    /// <summary>One finding as <c>file(line): LA008 warning: image[3]: message</c>.</summary>
    private static string Line(DatasetFinding finding)
    {
        string severity = finding.Severity == FindingSeverity.Error ? "error" : "warning";
        // An unreadable file is named in its own message.
        string file = finding.File is null || finding.Message.StartsWith(finding.File, StringComparison.Ordinal) ? "" : finding.File + ": ";
        string place = finding.Image is null ? "" : finding.AnnotationIndex is int index
            ? string.Create(CultureInfo.InvariantCulture, $"{finding.Image}[{index}]: ") : finding.Image + ": ";
        return $"{file}{finding.Code} {severity}: {place}{finding.Message}";
    }

    private static void WriteJson(Terminal terminal, DatasetFinding finding) => JsonLines.Write(terminal.Out, writer =>
    {
        writer.WriteString("event", "finding");
        writer.WriteString("code", finding.Code);
        writer.WriteString("severity", finding.Severity == FindingSeverity.Error ? "error" : "warning");
        writer.WriteString("message", finding.Message);
        if (finding.File is not null)
            writer.WriteString("file", finding.File);
        if (finding.Line is long line)
            writer.WriteNumber("line", line);
        if (finding.ElementPath is not null)
            writer.WriteString("path", finding.ElementPath);
        if (finding.Image is not null)
            writer.WriteString("image", finding.Image);
        if (finding.AnnotationIndex is int index)
            writer.WriteNumber("annotation", index);
        if (finding.AnnotationId is not null)
            writer.WriteString("id", finding.AnnotationId);
    });
}
