using System.Globalization;
using System.Text.Json;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>Reads one COCO document.</summary>
internal sealed class FastLabelCocoImport(string file, string annotationType)
{
    private readonly Dictionary<string, (string Name, JsonElement Keypoints)> _categories = new(StringComparer.Ordinal);

    // The type of a ring stands for all that follow it: an odd one makes the rest fail, as with the vendor's converter.
    private string _type = annotationType;

    public ValueMap<JsonText> Convert(JsonElement root)
    {
        SafeJson.Expect(root, JsonValueKind.Object, file, "$");
        foreach ((JsonElement category, string path) in Items(root, "categories"))
        {
            string name = SafeJson.Text(category, "name") is { Length: > 0 } text ? text : SafeJson.Text(category, "supercategory")
                ?? throw Error("A category has neither 'name' nor 'supercategory'.", path);
            _categories[Id(category, "id", path)] = (name, category.TryGetProperty("keypoints", out JsonElement keypoints)
                ? keypoints : default);
        }

        Dictionary<string, List<(JsonElement Item, string Path)>> byImage = new(StringComparer.Ordinal);
        List<(string Id, string Name)> images = [];
        foreach ((JsonElement image, string path) in Items(root, "images"))
        {
            string id = Id(image, "id", path);
            images.Add((id, SafeJson.Text(image, "file_name") ?? throw Error("An image has no 'file_name'.", path)));
            byImage[id] = [];
        }

        foreach ((JsonElement annotation, string path) in Items(root, "annotations"))
        {
            if (byImage.TryGetValue(Id(annotation, "image_id", path), out List<(JsonElement, string)>? list))
                list.Add((annotation, path));
        }

        return ValueMap<JsonText>.Create(images.Select(image => new KeyValuePair<string, JsonText>(
            image.Name, FastLabelFileImport.Write(writer =>
            {
                foreach ((JsonElement item, string path) in byImage[image.Id])
                    Write(writer, item, path);
            }))));
    }

    private void Write(Utf8JsonWriter writer, JsonElement item, string path)
    {
        if (!_categories.TryGetValue(Id(item, "category_id", path), out (string Name, JsonElement Keypoints) category))
            throw Error("The category is not in the file.", path + ".category_id");
        if (category.Name.Length == 0)
            throw Error("The category has no name.", path + ".category_id");
        writer.WriteStartObject();
        writer.WriteString("value", category.Name);
        switch (_type)
        {
            case "bbox" or "polygon":
                JsonElement ring = FirstRing(item, path + ".segmentation");
                writer.WritePropertyName("points");
                ring.WriteTo(writer);
                _type = ring.GetArrayLength() switch { 4 => "bbox", > 4 => "polygon", _ => "" };
                writer.WriteString("type", _type);
                break;
            case "pose_estimation":
                writer.WriteString("type", _type);
                WriteKeypoints(writer, item, category.Keypoints, path);
                break;
            default:
                throw Error(
                    _type.Length == 0
                        ? "The ring before this annotation has fewer than four numbers, so that its type is not known."
                        : $"The annotation type '{_type}' is not bbox, polygon or pose_estimation.", path);
        }

        writer.WriteStartArray("attributes");
        if (item.TryGetProperty("attributes", out JsonElement attributes))
        {
            SafeJson.Expect(attributes, JsonValueKind.Object, file, path + ".attributes");
            foreach (JsonProperty attribute in attributes.EnumerateObject())
            {
                writer.WriteStartObject();
                writer.WriteString("key", attribute.Name);
                writer.WritePropertyName("value");
                attribute.Value.WriteTo(writer);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private JsonElement FirstRing(JsonElement item, string path)
    {
        if (!item.TryGetProperty("segmentation", out JsonElement segmentation) || segmentation.ValueKind != JsonValueKind.Array
            || segmentation.GetArrayLength() == 0)
        {
            throw Error("There is no ring; run-length encoded masks are not converted.", path);
        }

        SafeJson.Expect(segmentation[0], JsonValueKind.Array, file, path + "[0]");
        return segmentation[0];
    }

    private void WriteKeypoints(Utf8JsonWriter writer, JsonElement item, JsonElement names, string path)
    {
        path += ".keypoints";
        if (!item.TryGetProperty("keypoints", out JsonElement values))
            throw Error("There are no keypoints.", path);
        SafeJson.Expect(values, JsonValueKind.Array, file, path);
        writer.WriteStartArray("keypoints");
        int count = names.ValueKind == JsonValueKind.Array ? names.GetArrayLength() : 0;
        for (int i = 0; i < count; i++)
        {
            if (values.GetArrayLength() < 3 * i + 3)
                throw Error($"The keypoint {i} has no x, y and visibility.", path);
            double visibility = SafeJson.Number(values[3 * i + 2], file, path);
            if (visibility.Equals(0.0))
                continue;
            if (visibility is not (1 or 2))
                throw Error($"The visibility of the keypoint {i} is not 0, 1 or 2.", path);
            writer.WriteStartObject();
            writer.WritePropertyName("key");
            names[i].WriteTo(writer);
            writer.WriteStartArray("value");
            values[3 * i].WriteTo(writer);
            values[3 * i + 1].WriteTo(writer);
            writer.WriteNumberValue((int)visibility - 1);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private IEnumerable<(JsonElement Item, string Path)> Items(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out JsonElement list))
            throw Error($"There is no '{name}'.", "$");
        SafeJson.Expect(list, JsonValueKind.Array, file, "$." + name);
        int index = 0;
        foreach (JsonElement item in list.EnumerateArray())
        {
            string path = $"$.{name}[{(index++).ToString(CultureInfo.InvariantCulture)}]";
            SafeJson.Expect(item, JsonValueKind.Object, file, path);
            yield return (item, path);
        }
    }

    private string Id(JsonElement item, string member, string path)
    {
        if (!item.TryGetProperty(member, out JsonElement id) || id.ValueKind is not (JsonValueKind.Number or JsonValueKind.String))
            throw Error($"There is no '{member}'.", path);
        return id.GetRawText();
    }

    private AnnotationFormatException Error(string message, string path) => new(message, file, path: path);
}
