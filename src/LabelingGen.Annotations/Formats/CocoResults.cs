using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>Reads COCO's list of results: predictions that name images and categories of a ground truth by their numbers.</summary>
public static class CocoResults
{
    /// <summary>Reads the predictions for the images of a ground truth. Those of one image need not follow one another.</summary>
    /// <exception cref="AnnotationFormatException">The file is not a list of results, or names an image that is not in the ground
    /// truth.</exception>
    public static async Task<AnnotatedDataset> ReadAsync(string path, AnnotatedDataset truth, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(truth);
        Dictionary<string, (AnnotatedImage Image, List<Annotation> Predictions)> images = new(StringComparer.Ordinal);
        List<string> order = [];
        await foreach (AnnotatedImage image in truth.ReadImagesAsync(cancellationToken).ConfigureAwait(false))
        {
            string id = image.Id ?? image.Name;
            if (images.TryAdd(id, (image with { Annotations = default }, [])))
                order.Add(id);
        }

        Dictionary<long, Category> categories = [];
        foreach (Category category in truth.Categories)
        {
            if (category.Id is long id)
                categories.TryAdd(id, category);
        }

        CocoReader reader = new(path, categories);
        await foreach ((JsonElement item, string place) in JsonArrays.ReadAsync(path, cancellationToken).ConfigureAwait(false))
        {
            if (!item.TryGetProperty("image_id", out JsonElement id) || !images.TryGetValue(id.ToString(), out var image))
                throw new AnnotationFormatException("The image is not in the ground truth.", path, path: place + ".image_id");
            image.Predictions.Add(SafeJson.Decode(path, place, item, () => reader.ReadAnnotation(item, place)));
        }

        return new AnnotatedDataset(order.Select(id => images[id].Image with { Annotations = images[id].Predictions.ToValueList() }))
        {
            Categories = truth.Categories,
        };
    }
}
