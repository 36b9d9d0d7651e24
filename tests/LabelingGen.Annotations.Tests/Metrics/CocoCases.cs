using System.Globalization;
using System.Text.Json;

namespace LabelingGen.Annotations.Tests.Metrics;

/// <summary>Reads COCO ground truth and results as far as the evaluation tests need them.</summary>
internal static class CocoCases
{
    public static List<AnnotatedImage> Images(JsonElement groundTruth, JsonElement annotations)
    {
        ILookup<int, JsonElement> byImage = annotations.EnumerateArray()
            .ToLookup(annotation => annotation.GetProperty("image_id").GetInt32());
        Dictionary<int, string> names = groundTruth.GetProperty("categories").EnumerateArray()
            .ToDictionary(category => category.GetProperty("id").GetInt32(), category => category.GetProperty("name").GetString()!);
        return [.. groundTruth.GetProperty("images").EnumerateArray().Select(image =>
        {
            int id = image.GetProperty("id").GetInt32();
            ImageSize size = new(image.GetProperty("width").GetInt32(), image.GetProperty("height").GetInt32());
            return new AnnotatedImage(image.GetProperty("file_name").GetString()!, size, byImage[id].Select(Read).ToValueList())
            {
                Id = id.ToString(CultureInfo.InvariantCulture),
            };
        })];

        Annotation Read(JsonElement json) => new(Shape(json), names[json.GetProperty("category_id").GetInt32()])
        {
            Id = json.TryGetProperty("id", out JsonElement id) ? id.ToString() : null,
            StoredBox = json.TryGetProperty("bbox", out JsonElement box) ? ToBox(Numbers(box)) : null,
            StoredArea = json.TryGetProperty("area", out JsonElement area) ? area.GetDouble() : null,
            Confidence = json.TryGetProperty("score", out JsonElement score) ? score.GetDouble() : null,
            Keypoints = json.TryGetProperty("keypoints", out JsonElement keypoints) ? ToKeypoints(Numbers(keypoints)) : null,
            Flags = json.TryGetProperty("iscrowd", out JsonElement crowd) && crowd.GetInt32() == 1
                ? AnnotationFlags.Crowd : AnnotationFlags.None,
        };
    }

    public static ValueList<Category> Categories(JsonElement groundTruth) => groundTruth.GetProperty("categories").EnumerateArray()
        .Select(category => new Category(category.GetProperty("name").GetString()!) { Id = category.GetProperty("id").GetInt32() })
            .ToValueList();

    private static IShape? Shape(JsonElement json)
    {
        if (!json.TryGetProperty("segmentation", out JsonElement segmentation))
            return null;
        if (segmentation.ValueKind == JsonValueKind.Array)
        {
            return new Polygon(Numbers(segmentation[0]).Chunk(2).Select(pair => new Point(pair[0], pair[1])).ToValueList());
        }

        JsonElement size = segmentation.GetProperty("size");
        return Mask.FromCompressed(size[1].GetInt32(), size[0].GetInt32(), segmentation.GetProperty("counts").GetString()!);
    }

    private static Keypoints ToKeypoints(double[] numbers) =>
        new(numbers.Chunk(3).Select(point => new Keypoint(point[0], point[1], (KeypointVisibility)(int)point[2])).ToValueList());

    private static Box ToBox(double[] numbers) => new(numbers[0], numbers[1], numbers[2], numbers[3]);

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];
}
