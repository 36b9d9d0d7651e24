using System.Text.Json;
using LabelingGen.Annotations.Formats;
using LabelingGen.Core.Json;
using Labels = LabelingGen.Annotations;

namespace LabelingGen.Nucleus;

/// <summary>
/// The bridge between Nucleus's items with their annotations and the shapes of <see cref="LabelingGen.Annotations"/>, from which every
/// other format can be written. Boxes, polygons, lines, keypoints, cuboids and categories become shapes; metadata becomes attributes; what
/// has no place (embeddings, tasks, taxonomies, the address of a mask) is kept under the vendor's own name, so that a way there and back
/// loses nothing. The other way, shapes that Nucleus does not have become polygons (rotated boxes, ellipses, masks, the parts of a
/// multipolygon) or are dropped, and a report lists every field that differs.
/// </summary>
public static class NucleusPayloads
{
    /// <summary>An exported item as an annotated image.</summary>
    public static Labels.AnnotatedImage ToImage(ExportRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return ToImage(row.Item, row.All());
    }

    /// <summary>An item with its annotations as an annotated image; its name is the reference id.</summary>
    /// <exception cref="ArgumentException">A shape cannot exist: a box of negative width.</exception>
    public static Labels.AnnotatedImage ToImage(DatasetItem item, IEnumerable<GroundTruthAnnotation> annotations)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(annotations);
        Dictionary<string, Labels.JsonText> extra = [];
        if (item.PointCloudLocation is not null)
            extra["type"] = Labels.JsonText.From(ItemType.Pointcloud.Value!);
        if (item.Phash is { } hash)
            extra["phash"] = Labels.JsonText.From(hash);
        Labels.AnnotatedImage image = new(
            item.Reference ?? throw new ArgumentException("The item has no reference id.", nameof(item)),
            item.Width is > 0 && item.Height is > 0 ? new Labels.ImageSize(item.Width.Value, item.Height.Value) : null,
            Labels.ValueList.ToValueList(annotations.Select(ShapeReader.Read)))
        {
            Id = item.Id,
            Location = item.ImageLocation ?? item.PointCloudLocation,
            Attributes = PayloadValues.ToAttributes(item.Metadata),
            Extra = Labels.ValueMap<Labels.JsonText>.Create(extra),
        };
        return image with { Extra = ItemExtras.Read(image.Extra, item, WriteItem(image)) };
    }

    /// <summary>An item with predictions as an annotated image; confidences are kept.</summary>
    /// <exception cref="ArgumentException">A shape cannot exist: a box of negative width.</exception>
    public static Labels.AnnotatedImage ToImage(DatasetItem item, IEnumerable<Prediction> predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        // The two differ in the confidence only, which an annotation keeps as a property it does not know.
        return ToImage(item, predictions.Select(prediction =>
            JsonCodec.FromUtf8(JsonCodec.ToBinaryData(prediction, Prediction.Write).ToMemory().Span, GroundTruthAnnotation.Read)));
    }

    /// <summary>An annotated image as an item with ground truth; confidences are dropped.</summary>
    /// <param name="image">The image; its name becomes the reference id, its location the address.</param>
    /// <param name="report">Told every field that is dropped or approximated.</param>
    public static (DatasetItem Item, IReadOnlyList<GroundTruthAnnotation> Annotations) ToAnnotations(
        Labels.AnnotatedImage image, ConversionReport? report = null)
    {
        (DatasetItem item, List<GroundTruthAnnotation> annotations, List<int> origins) = Write(image, isPrediction: false);
        report?.AddDifferences(image, ToImage(item, annotations), [.. origins]);
        return (item, annotations);
    }

    /// <summary>An annotated image as an item with predictions.</summary>
    /// <param name="image">The image; its name becomes the reference id, its location the address.</param>
    /// <param name="report">Told every field that is dropped or approximated.</param>
    public static (DatasetItem Item, IReadOnlyList<Prediction> Predictions) ToPredictions(
        Labels.AnnotatedImage image, ConversionReport? report = null)
    {
        (DatasetItem item, List<GroundTruthAnnotation> annotations, List<int> origins) = Write(image, isPrediction: true);
        List<Prediction> predictions = [.. annotations.Select(annotation =>
            JsonCodec.FromUtf8(JsonCodec.ToBinaryData(annotation, GroundTruthAnnotation.Write).ToMemory().Span, Prediction.Read))];
        report?.AddDifferences(image, ToImage(item, predictions), [.. origins]);
        return (item, predictions);
    }

    /// <summary>The item with its labels, and for each of them the position of the annotation it was made of.</summary>
    internal static (DatasetItem Item, List<GroundTruthAnnotation> Annotations, List<int> Origins) Write(
        Labels.AnnotatedImage image, bool isPrediction)
    {
        ArgumentNullException.ThrowIfNull(image);
        List<GroundTruthAnnotation> annotations = [];
        List<int> origins = [];
        for (int i = 0; i < image.Annotations.Count; i++)
        {
            foreach (GroundTruthAnnotation written in ShapeWriter.Write(image.Annotations[i], image.Name, isPrediction))
            {
                annotations.Add(written);
                origins.Add(i);
            }
        }

        return (ItemExtras.Complete(WriteItem(image), image.Extra), annotations, origins);
    }

    private static DatasetItem WriteItem(Labels.AnnotatedImage image)
    {
        bool isPointCloud = image.Extra.TryGetValue("type", out Labels.JsonText type) && type.Text == "\"pointcloud\"";
        return new DatasetItem
        {
            Id = image.Id,
            ReferenceId = image.Name,
            ImageUrl = isPointCloud ? null : image.Location,
            PointcloudUrl = isPointCloud ? image.Location : null,
            Width = image.Size?.Width,
            Height = image.Size?.Height,
            Metadata = PayloadValues.ToMetadata(image.Attributes),
            Phash = image.Extra.TryGetValue("phash", out Labels.JsonText hash)
                && hash.ToElement() is { ValueKind: JsonValueKind.String } text ? text.GetString() : null,
        };
    }
}
