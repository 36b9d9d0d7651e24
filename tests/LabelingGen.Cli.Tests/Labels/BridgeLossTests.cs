using System.Text.Json;
using Google.Protobuf;
using LabelingGen.Annotations;
using LabelingGen.Annotations.Formats;
using LabelingGen.Annotations.Tests.Formats;
using LabelingGen.Clarifai;
using LabelingGen.FastLabel;
using LabelingGen.LabelStudio;
using LabelingGen.Nucleus;
using LabelingGen.Scale;
using LabelingGen.Testing;

namespace LabelingGen.Cli.Tests;

/// <summary>
/// Labels that are written in a vendor's own form, sent as that vendor's bytes and read back differ from what they were by exactly what the
/// bridge's report lists.
/// </summary>
public sealed class BridgeLossTests
{
    private static int Seeds => PropertyCheck.CountOf(150);

    public static TheoryData<string> Vendors => ["scale", "nucleus", "nucleus-predictions", "fastlabel", "clarifai", "label-studio"];

    [Theory]
    [MemberData(nameof(Vendors))]
    public void What_comes_back_differs_by_what_the_report_lists_and_nothing_else(string vendor)
    {
        int kept = 0;
        for (int seed = PropertyCheck.First; seed < PropertyCheck.First + Seeds; seed++)
        {
            AnnotatedImage image = new RandomDataset(seed).Image(seed % 7);
            if (vendor == "clarifai" && image.Size is not { Width: > 0, Height: > 0 }) // whose places are fractions
                image = image with { Size = new ImageSize(64, 48) };
            ConversionReport report = new();
            AnnotatedImage back = ThereAndBack(vendor, image, report);
            int[] origins = [.. Origins(image, report)];
            back.Annotations.Count.ShouldBe(origins.Length, $"seed {seed}");
            kept += origins.Length;

            ConversionReport found = new();
            found.AddDifferences(image, back, origins);
            found.Losses.ShouldBe(report.Losses, ignoreOrder: true, $"seed {seed}");
        }

        kept.ShouldBeGreaterThan(Seeds / 2);
    }

    /// <summary>For each annotation that came back the one it was made of: once, and once more for each that was added to it.</summary>
    private static IEnumerable<int> Origins(AnnotatedImage image, ConversionReport report)
    {
        for (int i = 0; i < image.Annotations.Count; i++)
        {
            int index = i;
            ConversionLoss[] whole = [.. report.Losses.Where(loss => loss.AnnotationIndex == index && loss.Field == "annotation")];
            int times = whole.Any(loss => loss.Reason == LossReason.AnnotationDropped) ? 0 : 1 + whole.Length;
            for (int time = 0; time < times; time++)
                yield return i;
        }
    }

    private static AnnotatedImage ThereAndBack(string vendor, AnnotatedImage image, ConversionReport report)
    {
        switch (vendor)
        {
            case "scale":
                ImageAnnotationResponse answer = ImageAnnotationResponse.FromImage(image, report);
                return image with { Annotations = Copy(answer).ToAnnotations(), Relations = default };
            case "nucleus":
                (Nucleus.DatasetItem item, IReadOnlyList<Nucleus.GroundTruthAnnotation> annotations) =
                    NucleusPayloads.ToAnnotations(image, report);
                return NucleusPayloads.ToImage(Copy(item), annotations.Select(Copy));
            case "nucleus-predictions":
                (item, IReadOnlyList<Nucleus.Prediction> predictions) = NucleusPayloads.ToPredictions(image, report);
                return NucleusPayloads.ToImage(Copy(item), predictions.Select(Copy));
            case "fastlabel":
                return image with { Annotations = image.ToTaskAnnotations(report).Select(Copy).ToAnnotatedImage(image.Name).Annotations };
            case "clarifai":
                IEnumerable<Clarifai.Protobuf.Annotation> sent = image.ToClarifaiAnnotations("input", report)
                    .Select(annotation => Clarifai.Protobuf.Annotation.Parser.ParseFrom(annotation.ToByteArray()));
                return image with
                {
                    Annotations = sent.ToAnnotatedImage(image.Name, image.Size!.Value).Annotations,
                    Relations = default,
                };
            default:
                return JsonSerializer.Deserialize<LabelingTask>(JsonSerializer.Serialize(image.ToImportTask(report)))!.ToAnnotatedImage();
        }
    }

    private static T Copy<T>(T value) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value))!;
}
