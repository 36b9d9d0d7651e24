using System.Text.Json;

namespace LabelingGen.Clarifai;

/// <summary>Reads a COCO file of captions: the pictures, and for each the first caption.</summary>
internal static class CocoCaptions
{
    public static IReadOnlyList<(string Id, string FileName, string Caption)> Read(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}'.", path);
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = document.RootElement;
            Dictionary<long, string> captions = [];
            foreach (JsonElement caption in root.GetProperty("annotations").EnumerateArray())
                captions.TryAdd(caption.GetProperty("image_id").GetInt64(), caption.GetProperty("caption").GetString() ?? "");
            return
            [
                .. root.GetProperty("images").EnumerateArray()
                    .Select(image => (
                        Id: image.GetProperty("id").GetInt64(), Name: image.GetProperty("file_name").GetString() ?? ""))
                    .Where(image => image.Name.Length > 0 && captions.GetValueOrDefault(image.Id) is { Length: > 0 })
                    .Select(image => (
                        image.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), image.Name, captions[image.Id])),
            ];
        }
        catch (JsonException malformed)
        {
            throw new ClarifaiFileException(path, (int?)malformed.LineNumber + 1, "it is no JSON", malformed);
        }
        catch (Exception malformed) when (malformed is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ClarifaiFileException(path, null, "it has no lists 'images' and 'annotations' of captions", malformed);
        }
    }
}
