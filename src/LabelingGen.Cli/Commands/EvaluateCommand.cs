using System.CommandLine;
using System.Globalization;
using LabelingGen.Annotations;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Cli;

/// <summary><c>labelinggen evaluate</c>: COCO's average precision and recall.</summary>
internal static class EvaluateCommand
{
    private static readonly string[] BoxNames =
        ["AP", "AP50", "AP75", "APsmall", "APmedium", "APlarge", "AR1", "AR10", "AR100", "ARsmall", "ARmedium", "ARlarge"];
    private static readonly string[] KeypointNames =
        ["AP", "AP50", "AP75", "APmedium", "APlarge", "AR", "AR50", "AR75", "ARmedium", "ARlarge"];

    public static Command Create(Terminal terminal)
    {
        LabelSource source = new("--format");
        Option<string> predictions =
            new("--predictions", "-p") { Description = "Labels with confidences, or COCO's list of results.", Required = true };
        Option<string> truth = new("--truth", "-t") { Description = "Ground truth.", Required = true };
        ArgumentRules.AcceptNonEmptyOnly(predictions, truth);
        Option<string> kind =
            new("--kind") { Description = "What is compared: boxes, masks or keypoints.", DefaultValueFactory = static _ => "boxes" };
        kind.AcceptOnlyFromAmong("boxes", "masks", "keypoints");
        Option<bool> defects =
            new("--reproduce-defects") { Description = "Repeat the defects of pycocotools (identifier 0, ignored 'ignore')." };
        Option<bool> json = new("--json") { Description = "Print one JSON object." };
        Command command = new("evaluate", "Judges predictions by ground truth as COCO does; the numbers equal those of pycocotools.")
        {
            predictions, truth, source.Format, kind, source.Classes, source.Images, source.Devkit, defects, json,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            FormatOptions options = await source.OptionsAsync(result, cancellationToken).ConfigureAwait(false);
            string truthPath = result.GetRequiredValue(truth);
            string predictionsPath = result.GetRequiredValue(predictions);
            AnnotationFormat format = source.Find(result, truthPath);
            AnnotatedDataset expected = await format.ReadAsync(truthPath, options, cancellationToken).ConfigureAwait(false);
            bool isResults = format is CocoFormat && File.Exists(predictionsPath)
                && LabelFormats.Find(null, predictionsPath) is LabelStudioCompactFormat;
            AnnotatedDataset found = isResults
                ? await CocoResults.ReadAsync(predictionsPath, expected, cancellationToken).ConfigureAwait(false)
                : await LabelFormats.Find(result.GetValue(source.Format), predictionsPath)
                    .ReadAsync(predictionsPath, options, cancellationToken).ConfigureAwait(false);
            EvaluationKind wanted = result.GetValue(kind) switch
            {
                "masks" => EvaluationKind.Masks,
                "keypoints" => EvaluationKind.Keypoints,
                _ => EvaluationKind.Boxes,
            };
            CocoResult numbers = await EvaluateAsync(terminal, result.GetValue(json), expected, found, new CocoEvaluationOptions(wanted)
            {
                ReproduceDefects = result.GetValue(defects),
            }, cancellationToken).ConfigureAwait(false);
            Write(terminal, result.GetValue(json), numbers, wanted);
            return ExitCodes.Success;
        });
        return command;
    }

    private static async Task<CocoResult> EvaluateAsync(
        Terminal terminal, bool json, AnnotatedDataset truth, AnnotatedDataset predictions, CocoEvaluationOptions options,
        CancellationToken cancellationToken)
    {
        try
        {
            return await DatasetProgress.RunAsync(
                terminal, json, "Reading", predictions, watched => CocoEvaluator.EvaluateAsync(truth, watched, options, cancellationToken))
                    .ConfigureAwait(false);
        }
        catch (ArgumentException error)
        {
            // The name of a parameter means nothing to whoever runs the tool.
            throw new CommandFailedException(error.Message.Split(" (Parameter", 2)[0]);
        }
    }

    private static void Write(Terminal terminal, bool json, CocoResult result, EvaluationKind kind)
    {
        string[] names = kind == EvaluationKind.Keypoints ? KeypointNames : BoxNames;
        ValueList<double> numbers = result.Summarize();
        if (json)
        {
            JsonLines.Write(terminal.Out, writer =>
            {
                for (int i = 0; i < names.Length; i++)
                    writer.WriteNumber(names[i], numbers[i]);
                writer.WriteNumber("predictions", result.PredictionCount);
                writer.WriteNumber("truths", result.TruthCount);
                writer.WriteStartObject("categories");
                foreach (string category in result.Categories)
                    writer.WriteNumber(category, result.MeanPrecision(category: category));
                writer.WriteEndObject();
                writer.WriteStartArray("warnings");
                foreach (string warning in result.Warnings)
                    writer.WriteStringValue(warning);
                writer.WriteEndArray();
            });
            return;
        }

        for (int i = 0; i < names.Length; i++)
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{names[i],-9} {numbers[i]:0.0000}"));
        foreach (string category in result.Categories)
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {result.MeanPrecision(category: category):0.0000} {category}"));
        foreach (string warning in result.Warnings)
            terminal.WriteLine("warning: " + warning);
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{result.PredictionCount} predictions, {result.TruthCount} truths. -1: there is no ground truth."));
    }
}
