using System.CommandLine;
using System.Globalization;
using LabelingGen.Annotations;
using LabelingGen.Annotations.Preview;

namespace LabelingGen.Cli;

/// <summary><c>labelinggen preview</c>: labels drawn over their pictures, as one page.</summary>
internal static class PreviewCommand
{
    public static Command Create(Terminal terminal)
    {
        LabelSource source = new("--format");
        Argument<string> input = new("DATASET") { Description = "File or folder with the labels." };
        Option<string> output = new("--output", "-o") { Description = "The page that is written.", Required = true };
        ArgumentRules.AcceptNonEmptyOnly(input);
        ArgumentRules.AcceptNonEmptyOnly(output);
        Option<int> limit = new("--max-images")
        {
            Description = "How many images are shown at most.",
            DefaultValueFactory = static _ => new PreviewOptions().MaxImages
        };
        ArgumentRules.AcceptRangeOnly(limit, 1, int.MaxValue, "at least 1");
        Option<bool> link = new("--link-images")
        {
            Description =
                "Show pictures from where they lie instead of embedding them: for many or large ones. The page then needs them there.",
        };
        Option<bool> json = new("--json") { Description = "Print one JSON object." };
        Command command = new("preview", "Draws labels over their pictures as one HTML page that needs nothing else.")
        {
            input, output, source.Format, source.Classes, source.Images, source.Devkit, limit, link, json,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            string path = result.GetRequiredValue(input);
            AnnotatedDataset dataset = await source.Find(result, path).ReadAsync(
                path, await source.OptionsAsync(result, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            string root = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
            PreviewOptions options = new()
            {
                Title = Path.GetFileName(Path.GetFullPath(path)),
                ImagesFolder = Path.Combine(root, result.GetValue(source.Images)
                    ?? new[] { "images", "JPEGImages" }.FirstOrDefault(folder => Directory.Exists(Path.Combine(root, folder)), "")),
                LinksPictures = result.GetValue(link),
                MaxImages = result.GetValue(limit),
            };
            using OutputTarget page = new(result.GetRequiredValue(output), isFile: true);
            int count = await DatasetProgress.RunAsync(
                terminal, result.GetValue(json), "Drawing", dataset,
                watched => PreviewPage.WriteAsync(watched, page.WorkPath, options, cancellationToken)).ConfigureAwait(false);
            page.Publish();
            if (result.GetValue(json))
            {
                JsonLines.Write(terminal.Out, writer =>
                {
                    writer.WriteString("event", "done");
                    writer.WriteNumber("images", count);
                    writer.WriteString("output", result.GetRequiredValue(output));
                });
            }
            else
            {
                terminal.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{count} {(count == 1 ? "image" : "images")} drawn on {result.GetRequiredValue(output)}."));
            }

            return ExitCodes.Success;
        });
        return command;
    }
}
