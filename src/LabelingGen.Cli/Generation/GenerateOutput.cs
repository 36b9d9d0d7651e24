using System.Globalization;
using LabelingGen.Generator.Diagnostics;

namespace LabelingGen.Cli;

/// <summary>What <c>labelinggen generate</c> prints.</summary>
/// <param name="findings">Where findings about documents go.</param>
internal sealed class GenerateOutput(Terminal terminal, bool json, TextWriter findings)
{
    private int _warnings;

    /// <returns>The number of errors among them.</returns>
    public int WriteDiagnostics(IEnumerable<SpecDiagnostic> found)
    {
        int errors = 0;
        foreach (SpecDiagnostic diagnostic in found)
        {
            WriteDiagnostic(diagnostic);
            if (diagnostic.Severity == DiagnosticRuleSeverity.Error)
                errors++;
        }

        return errors;
    }

    /// <summary>One finding as <c>file(line,column): LG1001 warning: message</c>; lines and columns count from 1.</summary>
    private void WriteDiagnostic(SpecDiagnostic diagnostic)
    {
        string severity = diagnostic.Severity switch
        {
            DiagnosticRuleSeverity.Error => "error",
            DiagnosticRuleSeverity.Warning => "warning",
            _ => "info",
        };
        if (diagnostic.Severity == DiagnosticRuleSeverity.Warning)
            _warnings++;
        int line = diagnostic.Span.StartLine + 1;
        int column = diagnostic.Span.StartColumn + 1;
        if (json)
        {
            JsonLines.Write(findings, writer =>
            {
                writer.WriteString("event", "diagnostic");
                writer.WriteString("id", diagnostic.Id);
                writer.WriteString("severity", severity);
                writer.WriteString("file", diagnostic.File);
                writer.WriteNumber("line", line);
                writer.WriteNumber("column", column);
                writer.WriteString("pointer", diagnostic.Pointer);
                writer.WriteString("message", diagnostic.Message);
            });
            return;
        }

        string place = diagnostic.File.Length == 0 ? ""
            : string.Create(CultureInfo.InvariantCulture, $"{diagnostic.File}({line},{column}): ");
        findings.WriteLine(TerminalText.Strip($"{place}{diagnostic.Id} {severity}: {diagnostic.Message}"));
    }

    public void WriteFailed(int errors)
    {
        if (json)
        {
            JsonLines.Write(terminal.Out, writer =>
            {
                writer.WriteString("event", "failed");
                writer.WriteNumber("errors", errors);
                writer.WriteNumber("warnings", _warnings);
            });
        }
        else
        {
            terminal.WriteError(string.Create(CultureInfo.InvariantCulture, $"{errors} error(s); nothing was written."));
        }
    }

    public void WriteDone(string folder, int written, int removed)
    {
        if (json)
        {
            JsonLines.Write(terminal.Out, writer =>
            {
                writer.WriteString("event", "done");
                writer.WriteString("output", folder);
                writer.WriteNumber("files", written);
                writer.WriteNumber("removed", removed);
                writer.WriteNumber("warnings", _warnings);
            });
        }
        else
        {
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{written} files written to {folder}, {_warnings} warning(s).")
                + (removed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {removed} files of an earlier run removed.")));
        }
    }
}
