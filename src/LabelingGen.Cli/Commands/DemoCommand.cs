using System.CommandLine;
using System.Globalization;
using LabelingGen.Emulator;
using Spectre.Console;

namespace LabelingGen.Cli;

/// <summary>
/// <c>labelinggen demo</c>: a generated client works against each emulated vendor, over real HTTP; then what came back becomes COCO and a
/// preview page.
/// </summary>
internal static class DemoCommand
{
    private static readonly Dictionary<string, Func<IDemoStory>> Stories = new()
    {
        ["scale"] = () => new ScaleStory(),
        ["fastlabel"] = () => new FastLabelStory(),
        ["nucleus"] = () => new NucleusStory(),
        ["label-studio"] = () => new LabelStudioStory(),
        ["clarifai"] = () => new ClarifaiStory(),
    };

    public static Command Create(Terminal terminal)
    {
        Option<string[]> vendors = new("--vendor")
        {
            Description = "A vendor to show; may be repeated. All that have a demo when absent.",
        };
        vendors.AcceptOnlyFromAmong([.. Stories.Keys]);
        Option<string?> output = new("--output", "-o")
        {
            Description = "Folder for the labels that came back, as COCO and as a preview page. A new temporary folder when absent.",
        };
        ArgumentRules.AcceptNonEmptyOnly(output);
        Option<bool> json = new("--json") { Description = "Print one JSON object per line." };
        Command command = new("demo", "Shows the generated clients at work against the emulated vendors. Needs no account and no network.")
        {
            vendors, output, json,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            string[] wanted = result.GetValue(vendors) is { Length: > 0 } some ? some : [.. Stories.Keys];
            string folder = result.GetValue(output) is { } path
                ? Directory.CreateDirectory(path).FullName : Directory.CreateTempSubdirectory("labelinggen-demo-").FullName;
            DemoLabels labels = new(folder);
            bool succeeded = true;
            foreach (string vendor in wanted)
                succeeded &= await RunAsync(terminal, vendor, labels, result.GetValue(json), cancellationToken).ConfigureAwait(false);
            // Labels of a vendor whose story failed are not there to be converted.
            if (succeeded)
            {
                succeeded = await RunAsync(
                    terminal, "labels", null, [labels.Write()], result.GetValue(json), cancellationToken).ConfigureAwait(false);
            }

            return succeeded ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }

    private static async Task<bool> RunAsync(
        Terminal terminal, string vendor, DemoLabels labels, bool json, CancellationToken cancellationToken)
    {
        IDemoStory story = Stories[vendor]();
        await using VendorEmulator emulator = await story.StartAsync(cancellationToken).ConfigureAwait(false);
        return await RunAsync(
            terminal, vendor, emulator, story.Steps(emulator, labels), json, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> RunAsync(
        Terminal terminal, string title, VendorEmulator? emulator, IReadOnlyList<DemoStep> steps, bool json,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<DemoResult> results = await StepProgress.RunAsync(
            terminal, json, steps.Count, progress => DemoRunner.RunAsync(emulator, steps, progress, cancellationToken))
                .ConfigureAwait(false);
        bool succeeded = results.Count == steps.Count && results.All(r => r.Succeeded);
        if (json)
            WriteJson(terminal, title, succeeded, emulator);
        else
            WriteTable(terminal, title, results, steps.Count, emulator);
        return succeeded;
    }

    private static void WriteJson(Terminal terminal, string title, bool succeeded, VendorEmulator? emulator) =>
        JsonLines.Write(terminal.Out, writer =>
    {
        writer.WriteString("event", "done");
        writer.WriteString(emulator is null ? "part" : "vendor", title);
        writer.WriteBoolean("succeeded", succeeded);
        if (emulator is null)
            return;
        writer.WriteNumber("requests", emulator.Requests.Count);
        writer.WriteNumber("faults", emulator.Faults.Injected);
    });

    private static void WriteTable(
        Terminal terminal, string title, IReadOnlyList<DemoResult> results, int steps, VendorEmulator? emulator)
    {
        Table table = new() { Border = terminal.IsInteractive ? TableBorder.Rounded : TableBorder.Ascii };
        table.AddColumns("", "Step", "What happened");
        table.AddColumn(new TableColumn("Requests").RightAligned());
        table.AddColumn(new TableColumn("ms").RightAligned());
        foreach (DemoResult result in results)
        {
            table.AddRow(
                new Text(result.Succeeded ? "ok" : "FAILED", new Style(result.Succeeded ? Color.Green : Color.Red)),
                Cell(result.Name),
                Cell(result.Detail),
                Cell(result.Requests.ToString(CultureInfo.InvariantCulture)),
                Cell(result.Elapsed.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)));
        }

        terminal.Console.Write(table);
        string traffic = emulator is null ? "" : string.Create(
            CultureInfo.InvariantCulture, $"; {emulator.Requests.Count} requests, {Faults(emulator.Faults.Injected)}");
        terminal.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{title}: {results.Count(r => r.Succeeded)} of {steps} steps held{traffic}."));
    }

    private static string Faults(long count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "fault" : "faults")}");

    private static Text Cell(string text) => new(TerminalText.Strip(text));
}
