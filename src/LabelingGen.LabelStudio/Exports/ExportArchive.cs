using System.IO.Compression;
using System.Text.Json;

namespace LabelingGen.LabelStudio;

/// <summary>
/// What an exported archive (a format of several files: YOLO, VOC, COCO with pictures) holds, and what it speaks of without holding it. A
/// server leaves out pictures and sounds that it cannot fetch, and says nothing. The archive is looked through, never unpacked.
/// </summary>
/// <param name="Members">Names of the files in it.</param>
/// <param name="Missing">
/// Names of files that its own index speaks of (<c>result.json</c> of COCO, <c>manifest.json</c> of sounds, the labels of YOLO, the
/// annotations of VOC) and that it lacks; <c>images/street.*</c> where only the extension is not known. In an export without pictures
/// these are all of them.
/// </param>
public sealed record ExportArchive(IReadOnlyList<string> Members, IReadOnlyList<string> Missing)
{
    private const string CocoIndex = "result.json";
    private const string SoundIndex = "manifest.json";
    private const string YoloClasses = "classes.txt";
    private const int MaxMembers = 1_000_000;
    private const long MaxIndexBytes = 1L << 30;

    /// <summary>Looks through an archive.</summary>
    /// <param name="path">The file, as it was downloaded.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no archive, it is damaged, or its index is not what the format says.</exception>
    public static async Task<ExportArchive> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using ZipArchive zip = ZipFile.OpenRead(path);
        if (zip.Entries.Count > MaxMembers)
            throw new InvalidDataException($"The archive has {zip.Entries.Count} members; {MaxMembers} are allowed.");
        string[] members = [.. zip.Entries.Select(entry => entry.FullName).Where(name => !name.EndsWith('/'))];
        List<string> named =
        [
            .. await PicturesAsync(zip, cancellationToken).ConfigureAwait(false),
            .. await SoundsAsync(zip, cancellationToken).ConfigureAwait(false),
        ];
        HashSet<string> known = new(members, StringComparer.Ordinal);
        HashSet<string> pictures = new(members.Where(name => IsIn(name, "images")).Select(Stem), StringComparer.Ordinal);
        return new ExportArchive(members,
        [
            .. named.Where(name => !known.Contains(name)).Distinct(StringComparer.Ordinal),
            .. Labelled(members).Where(stem => !pictures.Contains(stem)).Select(stem => $"images/{stem}.*"),
            .. members.Any(name => IsIn(name, "labels")) && !known.Contains(YoloClasses) ? [YoloClasses] : Array.Empty<string>(),
        ]);
    }

    /// <summary>What YOLO has a text of labels for, and VOC an XML of annotations.</summary>
    private static IEnumerable<string> Labelled(IEnumerable<string> members) =>
        members.Where(name => IsIn(name, "labels") || IsIn(name, "Annotations")).Select(Stem);

    private static async Task<IReadOnlyList<string>> PicturesAsync(ZipArchive zip, CancellationToken cancellationToken)
    {
        if (zip.GetEntry(CocoIndex) is not { } index)
            return [];
        await using Stream content = Open(index);
        try
        {
            using JsonDocument document = await JsonDocument.ParseAsync(content, default, cancellationToken).ConfigureAwait(false);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("images", out JsonElement images) && images.ValueKind == JsonValueKind.Array
                ? [.. images.EnumerateArray().Select(image => Text(image, "file_name")).OfType<string>().Where(IsMember)]
                : [];
        }
        catch (JsonException malformed)
        {
            throw new InvalidDataException($"The member '{CocoIndex}' of the archive is no JSON.", malformed);
        }
    }

    private static async Task<IReadOnlyList<string>> SoundsAsync(ZipArchive zip, CancellationToken cancellationToken)
    {
        if (zip.GetEntry(SoundIndex) is not { } index)
            return [];
        List<string> sounds = [];
        using StreamReader lines = new(Open(index));
        while (await lines.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            try
            {
                using JsonDocument sound = JsonDocument.Parse(line);
                if (Text(sound.RootElement, "audio_filepath") is { } name && IsMember(name))
                    sounds.Add(name);
            }
            catch (JsonException malformed)
            {
                throw new InvalidDataException($"A line of the member '{SoundIndex}' of the archive is no JSON.", malformed);
            }
        }

        return sounds;
    }

    private static Stream Open(ZipArchiveEntry index) => index.Length <= MaxIndexBytes
        ? index.Open()
        : throw new InvalidDataException($"The member '{index.FullName}' of the archive inflates to {index.Length} bytes.");

    private static string? Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out JsonElement value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>An address is the name of a picture that was never meant to be in the archive.</summary>
    private static bool IsMember(string name) => name.Length > 0 && name[0] != '/' && !name.Contains("://", StringComparison.Ordinal);

    private static bool IsIn(string name, string folder) => name.StartsWith(folder + "/", StringComparison.Ordinal);

    private static string Stem(string name) => Path.GetFileNameWithoutExtension(name);
}
