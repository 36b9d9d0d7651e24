using System.Collections.Frozen;

namespace LabelingGen.Clarifai;

/// <summary>What kind of media a file holds, as its name says.</summary>
internal static class MediaFiles
{
    private static readonly FrozenDictionary<string, InputType> Types = new Dictionary<string, InputType>(StringComparer.OrdinalIgnoreCase)
    {
        [".jpg"] = InputType.Image,
        [".jpeg"] = InputType.Image,
        [".png"] = InputType.Image,
        [".tif"] = InputType.Image,
        [".tiff"] = InputType.Image,
        [".bmp"] = InputType.Image,
        [".webp"] = InputType.Image,
        [".gif"] = InputType.Image,
        [".avi"] = InputType.Video,
        [".mp4"] = InputType.Video,
        [".wmv"] = InputType.Video,
        [".mov"] = InputType.Video,
        [".3gp"] = InputType.Video,
        [".3gpp"] = InputType.Video,
        [".mp3"] = InputType.Audio,
        [".wav"] = InputType.Audio,
        [".flac"] = InputType.Audio,
        [".ogg"] = InputType.Audio,
        [".m4a"] = InputType.Audio,
        [".txt"] = InputType.Text,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Refuses a file whose name says that it is something else, or a picture or video in a format that the service does not take. Of texts
    /// and sounds the service names no formats; a name without an ending says nothing.
    /// </summary>
    /// <exception cref="ClarifaiFileException">The file is refused; it is named.</exception>
    public static void Check(string path, InputType type)
    {
        string extension = Path.GetExtension(path);
        if (extension.Length == 0)
            return;
        bool isKnown = Types.TryGetValue(extension, out InputType known);
        if (isKnown ? known == type : type is InputType.Text or InputType.Audio)
            return;
        string name = type.ToString().ToLowerInvariant();
        IEnumerable<string> taken = Types.Where(t => t.Value == type).Select(t => t.Key).Order(StringComparer.Ordinal);
        throw new ClarifaiFileException(
            path, null, $"files '{extension}' are not supported as {name}; it takes {string.Join(", ", taken)}");
    }
}
