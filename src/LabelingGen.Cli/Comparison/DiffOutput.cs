using System.Globalization;
using System.Text.Json;

namespace LabelingGen.Cli;

/// <summary>How changes are written down.</summary>
internal enum DiffFormat
{
    Text,
    Json,
    Markdown,
}

/// <summary>What <c>labelinggen diff</c> prints.</summary>
internal sealed class DiffOutput(Terminal terminal, DiffFormat format)
{
    public void Write(IReadOnlyList<SurfaceChange> changes)
    {
        switch (format)
        {
            case DiffFormat.Json:
                foreach (SurfaceChange change in changes)
                    JsonLines.Write(terminal.Out, writer => WriteJson(writer, change));
                JsonLines.Write(terminal.Out, writer => WriteSummary(writer, changes));
                break;
            case DiffFormat.Markdown:
                WriteMarkdown(changes);
                break;
            default:
                foreach (SurfaceChange change in changes)
                    terminal.WriteLine(Line(change));
                terminal.WriteLine(Summary(changes));
                break;
        }
    }

    /// <summary>As compilers print, so that an editor leads to the place: the new one, or the old one of what is gone.</summary>
    private static string Line(SurfaceChange change) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Place(change)}: {(change.IsBreaking ? "breaking" : "compatible")}: {Word(change.Subject)} {change.Name} {Word(change.Kind)}: {change.Detail}");

    private static string Place(SurfaceChange change) => (change.New ?? change.Old) is { } place
        ? string.Create(CultureInfo.InvariantCulture, $"{place.File}({place.Line},{place.Column})")
        : "";

    private static string Summary(IReadOnlyList<SurfaceChange> changes)
    {
        int breaking = changes.Count(change => change.IsBreaking);
        return changes.Count == 0 ? "The generated client stays the same."
            : string.Create(CultureInfo.InvariantCulture, $"{breaking} breaking, {changes.Count - breaking} compatible changes.");
    }

    private void WriteMarkdown(IReadOnlyList<SurfaceChange> changes)
    {
        terminal.WriteLine("# Changes of the generated client");
        terminal.WriteLine("");
        terminal.WriteLine(Summary(changes));
        WriteCounts(changes);
        foreach (IGrouping<bool, SurfaceChange> group in changes.GroupBy(change => change.IsBreaking))
        {
            terminal.WriteLine("");
            terminal.WriteLine(group.Key ? "## Breaking" : "## Compatible");
            terminal.WriteLine("");
            terminal.WriteLine("| what | name | change | line, old | line, new |");
            terminal.WriteLine("| --- | --- | --- | ---: | ---: |");
            foreach (SurfaceChange change in group)
            {
                terminal.WriteLine(
                    $"| {Word(change.Subject)} {Word(change.Kind)} | {Code(change.Name)} | {Cell(change.Detail)} | {LineOf(change.Old)} | {LineOf(change.New)} |");
            }
        }
    }

    /// <summary>How many changes there are of each kind, which is what people read first when there are hundreds.</summary>
    private void WriteCounts(IReadOnlyList<SurfaceChange> changes)
    {
        if (changes.Count == 0)
            return;
        terminal.WriteLine("");
        terminal.WriteLine("| what | breaking | compatible |");
        terminal.WriteLine("| --- | ---: | ---: |");
        foreach (var kind in changes.GroupBy(change => (change.Subject, change.Kind)).OrderBy(group => group.Key))
        {
            int breaking = kind.Count(change => change.IsBreaking);
            terminal.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {Word(kind.Key.Subject)} {Word(kind.Key.Kind)} | {breaking} | {kind.Count() - breaking} |"));
        }
    }

    private static string LineOf(SpecPlace? place) => place?.Line.ToString(CultureInfo.InvariantCulture) ?? "";

    // Names and details hold text of the document, which may hold anything.
    private static string Cell(string text) =>
        text.ReplaceLineEndings(" ").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("<", "\\<", StringComparison.Ordinal);

    private static string Code(string name) =>
        $"`{name.ReplaceLineEndings(" ").Replace("`", "'", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)}`";

    private static void WriteJson(Utf8JsonWriter writer, SurfaceChange change)
    {
        writer.WriteString("event", "change");
        writer.WriteString("kind", Word(change.Kind));
        writer.WriteString("subject", Word(change.Subject));
        writer.WriteString("name", change.Name);
        writer.WriteString("detail", change.Detail);
        writer.WriteBoolean("breaking", change.IsBreaking);
        WritePlace(writer, "old", change.Old);
        WritePlace(writer, "new", change.New);
    }

    private static void WritePlace(Utf8JsonWriter writer, string name, SpecPlace? place)
    {
        if (place is null)
            return;
        writer.WriteStartObject(name);
        writer.WriteString("file", place.File);
        writer.WriteNumber("line", place.Line);
        writer.WriteNumber("column", place.Column);
        writer.WriteEndObject();
    }

    private static void WriteSummary(Utf8JsonWriter writer, IReadOnlyList<SurfaceChange> changes)
    {
        int breaking = changes.Count(change => change.IsBreaking);
        writer.WriteString("event", "done");
        writer.WriteNumber("breaking", breaking);
        writer.WriteNumber("compatible", changes.Count - breaking);
    }

    private static string Word(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => "added",
        ChangeKind.Removed => "removed",
        ChangeKind.Renamed => "renamed",
        ChangeKind.Narrowed => "narrowed",
        ChangeKind.Widened => "widened",
        ChangeKind.Deprecated => "deprecated",
        _ => "changed",
    };

    private static string Word(ChangeSubject subject) => subject switch
    {
        ChangeSubject.EnumValue => "enum value",
        ChangeSubject.Client => "client",
        ChangeSubject.Operation => "operation",
        ChangeSubject.Parameter => "parameter",
        ChangeSubject.Body => "body",
        ChangeSubject.Result => "result",
        ChangeSubject.Type => "type",
        ChangeSubject.Property => "property",
        _ => "variant",
    };
}
