using System.Text.Json;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>
/// The vendor's COCO document of brushes: each outer contour of a brush is one annotation, through the middles of its pixels, holes are
/// filled.
/// </summary>
internal sealed class LabelStudioBrushCoco(TimeProvider clock)
{
    private static readonly string[] Keys = ["brushlabels", "polygonlabels", "rectanglelabels", "labels"];
    private static readonly string[] PictureEndings = [".jpg", ".jpeg", ".png", ".gif", ".bmp"];

    private readonly List<string> _categories = [];
    private int _nextId;

    public void WriteTo(Utf8JsonWriter writer, IEnumerable<LabelStudioItem> items)
    {
        writer.WriteStartObject();
        List<(int Id, string Path, double Width, double Height)> images = [];
        writer.WriteStartArray("annotations");
        int index = -1;
        foreach (LabelStudioItem item in items)
        {
            index++;
            string? path = item.Data.EnumerateObject().Where(static member => member.Value.ValueKind == JsonValueKind.String)
                .Select(static member => member.Value.GetString()!)
                .FirstOrDefault(static text => PictureEndings.Any(ending => text.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));
            if (path is null || item.Output.Count == 0)
                continue;
            int before = _nextId;
            foreach (LabelStudioRegion region in item.Regions)
                WriteRegion(writer, region, item, index);
            LabelStudioRegion? sized = item.Regions.FirstOrDefault(static region => region.OriginalWidth is not null
                && region.OriginalHeight is not null);
            if (_nextId > before && sized is not null)
            {
                (double width, double height) = sized.RequireSize();
                images.Add((index, path, width, height));
            }
        }

        writer.WriteEndArray();
        WriteImages(writer, images);
        WriteCategories(writer);
        DateTimeOffset now = clock.GetUtcNow();
        writer.WriteStartObject("info");
        writer.WriteNumber("year", now.Year);
        writer.WriteString("version", "1.0");
        writer.WriteString("description", "Converted from Label Studio");
        writer.WriteString("contributor", "Label Studio Converter");
        writer.WriteString("date_created", now.ToString("yyyy-MM-dd HH:mm:ss.ffffff", System.Globalization.CultureInfo.InvariantCulture));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WriteRegion(Utf8JsonWriter writer, LabelStudioRegion region, LabelStudioItem item, int image)
    {
        string? key = Keys.FirstOrDefault(region.Has);
        foreach (string label in key is null ? [] : region.Labels(key) ?? [])
        {
            int category = _categories.IndexOf(label) + 1;
            if (category == 0)
            {
                _categories.Add(label);
                category = _categories.Count;
            }

            bool isSized = region.OriginalWidth is not null && region.OriginalHeight is not null;
            if (region.Has("rle") && key == "brushlabels" && isSized)
            {
                foreach ((double[] ring, double[] box, double area) in Contours(region))
                    Write(writer, item, image, category, ring, box, area);
            }
            else if (region.Has("points") && key == "polygonlabels" && isSized)
            {
                WritePolygon(writer, region, item, image, category);
            }
            else if ((region.Type == "RectangleLabels" || key == "labels") && isSized && region.Number("x") is double x
                && region.Number("y") is double y
                && region.Number("width") is double width && region.Number("height") is double height)
            {
                (double across, double down) = region.RequireSize();
                double[] box = [x * across / 100, y * down / 100, width * across / 100, height * down / 100];
                Write(writer, item, image, category, [], box, box[2] * box[3]);
            }
        }
    }

    private static IEnumerable<(double[] Ring, double[] Box, double Area)> Contours(LabelStudioRegion region)
    {
        (byte[] alpha, int width, int height) = LabelStudioBrush.ReadAlpha(region);
        ValueList<MaskBorder> borders = BorderFollowing.Find(Mask.FromPixels(width, height, alpha));
        foreach (MaskBorder border in borders.Reverse())
        {
            if (border.IsHole || border.Parent >= 0)
                continue;
            ValueList<Point> corners = BorderFollowing.Straighten(border.Pixels);
            if (corners.Count < 3)
                continue;
            Box bounds = Box.Around(corners.AsSpan());
            double[] ring = [.. corners.SelectMany(static point => new[] { point.X, point.Y })];
            yield return (ring, [bounds.X, bounds.Y, bounds.Width + 1, bounds.Height + 1], Math.Truncate(FastLabelGeometry.RingArea(ring)));
        }
    }

    private void WritePolygon(Utf8JsonWriter writer, LabelStudioRegion region, LabelStudioItem item, int image, int category)
    {
        (double width, double height) = region.RequireSize();
        double[] ring = [.. region.Points().SelectMany(point => new[]
        {
            Math.Round(point.X * width / 100, MidpointRounding.ToEven), Math.Round(point.Y * height / 100, MidpointRounding.ToEven),
        })];
        double[] box = FastLabelGeometry.BoundingBox(ring);
        Write(writer, item, image, category, ring, [box[0], box[1], box[2] + 1, box[3] + 1],
            Math.Truncate(FastLabelGeometry.RingArea(ring)));
    }

    private void Write(Utf8JsonWriter writer, LabelStudioItem item, int image, int category, double[] ring, double[] box, double area)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", _nextId++);
        writer.WriteNumber("image_id", image);
        writer.WriteNumber("category_id", category);
        writer.WriteStartArray("segmentation");
        if (ring.Length > 0)
        {
            writer.WriteStartArray();
            foreach (double value in ring)
                FastLabelJson.WriteNumber(writer, value);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WritePropertyName("area");
        FastLabelJson.WriteNumber(writer, area);
        FastLabelJson.WriteNumbers(writer, "bbox", box);
        writer.WriteNumber("iscrowd", 0);
        writer.WriteString("annotator", item.Annotator("unknown"));
        writer.WriteEndObject();
    }

    private static void WriteImages(Utf8JsonWriter writer, List<(int Id, string Path, double Width, double Height)> images)
    {
        writer.WriteStartArray("images");
        foreach ((int id, string path, double width, double height) in images)
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", id);
            writer.WriteString("file_name", LabelStudioFiles.BaseName(path));
            writer.WriteString("path", path);
            writer.WriteNumber("width", width);
            writer.WriteNumber("height", height);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteCategories(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("categories");
        for (int i = 0; i < _categories.Count; i++)
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", i + 1);
            writer.WriteString("name", _categories[i]);
            writer.WriteString("supercategory", "");
            writer.WriteString("color", LabelStudioColors.Hex(i));
            writer.WriteStartObject("metadata");
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
