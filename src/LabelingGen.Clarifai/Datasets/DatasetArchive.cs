using System.IO.Compression;
using System.Text;
using Google.Protobuf;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;

namespace LabelingGen.Clarifai;

/// <summary>
/// An archive that the service exported (CLARIFAI_DATA_PROTOBUF): a ZIP whose entry <c>mimetype</c> names the format, and whose others hold
/// batches of inputs, each under the name of its split. Names of entries and inputs are data of others: none of them leads out of a folder.
/// </summary>
/// <remarks>
/// At most 250,000 entries, each of at most 1 GiB and a thousand times its packed length, and none inside another: an archive in an entry
/// is no batch of inputs and is not opened.
/// </remarks>
public sealed class DatasetArchive : IDisposable
{
    private const string MimeType = "application/x.clarifai-data+protobuf";
    private const int MaxEntries = 250_000;
    private const int MaxEntryBytes = 1 << 30;
    private const int MaxRatio = 1000;
    private const int RatioFloor = 1 << 20;

    private readonly ZipArchive _zip;
    private readonly string _path;

    private DatasetArchive(ZipArchive zip, string path)
    {
        _zip = zip;
        _path = path;
    }

    /// <summary>Opens an archive and checks all names in it.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// It is no such archive, or one that an honest service would not write: with names that lead elsewhere or stand twice, links, entries
    /// beyond the limits or over one another. The entry is named.
    /// </exception>
    public static DatasetArchive Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ZipArchive? zip = null;
        try
        {
            zip = ZipFile.OpenRead(path);
            Check(zip, ReadDirectory(zip, path), path);
            return new DatasetArchive(zip, path);
        }
        catch (InvalidDataException damaged) when (zip is null)
        {
            throw NoArchive(path, damaged);
        }
        catch
        {
            zip?.Dispose();
            throw;
        }
    }

    /// <summary>Reads the inputs, batch by batch.</summary>
    /// <exception cref="InvalidDataException">An entry is damaged; it is named.</exception>
    public IEnumerable<(string Split, Input Input)> ReadInputs()
    {
        foreach (ZipArchiveEntry entry in _zip.Entries.Where(IsBatch))
        {
            string split = entry.FullName.Contains('/', StringComparison.Ordinal) ? entry.FullName.Split('/')[0] : "all";
            foreach (Input input in ReadBatch(entry).Inputs)
                yield return (split, input);
        }
    }

    /// <summary>
    /// Saves the inputs: <c>{split}/inputs/{id}{extension}</c> with the media, and <c>{split}/annotations/{id}.json</c> with metadata,
    /// regions and concepts as an array. A download that fails is that input's outcome.
    /// </summary>
    /// <param name="folder">The folder; created where it is absent.</param>
    /// <param name="download">Saves media from an address into a file.</param>
    /// <param name="cancellationToken">Ends the work; files that are complete stay.</param>
    /// <exception cref="InvalidDataException">An entry is damaged, or an input's id cannot name a file; it is named.</exception>
    internal async Task<IReadOnlyList<ExportedInput>> SaveAsync(
        string folder, Func<MediaAddress, string, CancellationToken, Task<DownloadResult>> download, CancellationToken cancellationToken)
    {
        List<ExportedInput> saved = [];
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string split, Input input) in ReadInputs())
        {
            if (!names.Add(split + "/" + input.Id))
                throw new InvalidDataException($"The archive '{_path}' holds two inputs '{input.Id}' in '{split}'.");
            string? annotations = await SaveAnnotationsAsync(folder, split, input, cancellationToken).ConfigureAwait(false);
            MediaAddress? media = MediaAddress.Of(input);
            if (media is null)
            {
                saved.Add(new ExportedInput(input.Id, split, null, annotations));
                continue;
            }

            string path = SafePath.Join(folder, $"{split}/inputs/{input.Id}{media.Extension}");
            try
            {
                await download(media, path, cancellationToken).ConfigureAwait(false);
                saved.Add(new ExportedInput(input.Id, split, path, annotations));
            }
            catch (ApiException failure)
            {
                saved.Add(new ExportedInput(input.Id, split, null, annotations, failure));
            }
        }

        return saved;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _zip.Dispose();

    private static IReadOnlyCollection<ZipArchiveEntry> ReadDirectory(ZipArchive zip, string path)
    {
        try
        {
            return zip.Entries;
        }
        catch (InvalidDataException damaged)
        {
            throw NoArchive(path, damaged);
        }
    }

    private static InvalidDataException NoArchive(string path, InvalidDataException damaged) =>
        new($"The file '{path}' is no ZIP archive, or a damaged one.", damaged);

    private static void Check(ZipArchive zip, IReadOnlyCollection<ZipArchiveEntry> entries, string path)
    {
        if (entries.Count > MaxEntries)
            throw new InvalidDataException($"The archive '{path}' has {entries.Count} entries; {MaxEntries} are allowed.");
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        long left = new FileInfo(path).Length;
        foreach (ZipArchiveEntry entry in entries)
        {
            // The names are checked by themselves: nothing lies below the archive, so no link that is there by chance counts.
            SafePath.Join(path, entry.FullName.TrimEnd('/'));
            // The upper half holds the Unix mode: a link would lead elsewhere.
            if ((entry.ExternalAttributes >> 16 & 0xF000) == 0xA000)
                throw new InvalidDataException($"The entry '{entry.FullName}' of the archive is a symbolic link.");
            if (!names.Add(entry.FullName))
                throw new InvalidDataException($"The entry '{entry.FullName}' stands in the archive twice.");
            if (entry.Length > MaxEntryBytes
                || (entry.Length > RatioFloor && entry.Length / Math.Max(1, entry.CompressedLength) > MaxRatio))
                throw new InvalidDataException($"The entry '{entry.FullName}' of the archive inflates to {entry.Length} bytes.");
            // Entries that share their bytes would inflate to more than the limit of each lets one expect.
            left -= entry.CompressedLength;
            if (left < 0)
                throw new InvalidDataException($"The entry '{entry.FullName}' of the archive lies over others or beyond the end.");
        }

        ZipArchiveEntry kind = zip.GetEntry("mimetype")
            ?? throw new InvalidDataException($"The archive '{path}' has no entry 'mimetype'; it is no export of a dataset.");
        string told = Encoding.UTF8.GetString(ReadAll(kind, MimeType.Length * 4)).Trim();
        if (told != MimeType)
            throw new InvalidDataException($"The archive '{path}' is of the kind '{told}', not '{MimeType}'.");
    }

    private static bool IsBatch(ZipArchiveEntry entry) => entry.FullName != "mimetype" && !entry.FullName.EndsWith('/');

    private static InputBatch ReadBatch(ZipArchiveEntry entry)
    {
        try
        {
            return InputBatch.Parser.ParseFrom(ReadAll(entry, MaxEntryBytes));
        }
        catch (InvalidProtocolBufferException damaged)
        {
            throw new InvalidDataException($"The entry '{entry.FullName}' of the archive is damaged.", damaged);
        }
    }

    /// <summary>Reads an entry and checks what its directory says, which a stored entry is otherwise not held to.</summary>
    private static byte[] ReadAll(ZipArchiveEntry entry, int limit)
    {
        byte[]? all;
        try
        {
            all = Inflate(entry, limit);
        }
        catch (InvalidDataException damaged)
        {
            throw new InvalidDataException($"The entry '{entry.FullName}' of the archive is damaged: it cannot be inflated.", damaged);
        }

        if (all is null)
            throw new InvalidDataException($"The entry '{entry.FullName}' of the archive is longer than {limit} bytes.");
        return all.Length == entry.Length && Crc32.Of(all) == entry.Crc32
            ? all
            : throw new InvalidDataException($"The entry '{entry.FullName}' of the archive is damaged: its length or checksum is wrong.");
    }

    /// <returns>The content; null where it is longer than allowed.</returns>
    private static byte[]? Inflate(ZipArchiveEntry entry, int limit)
    {
        using Stream content = entry.Open();
        using MemoryStream bytes = new();
        byte[] chunk = new byte[64 * 1024];
        int read;
        while ((read = content.Read(chunk, 0, chunk.Length)) > 0)
        {
            bytes.Write(chunk, 0, read);
            if (bytes.Length > limit)
                return null;
        }

        return bytes.ToArray();
    }

    private static async Task<string?> SaveAnnotationsAsync(
        string folder, string split, Input input, CancellationToken cancellationToken)
    {
        Data? data = input.Data;
        if (data is null || (data.Concepts.Count == 0 && data.Regions.Count == 0))
            return null;
        IEnumerable<string> parts = (data.Metadata is null ? []
            : new[] { $"{{\"metadata\":{JsonFormatter.Default.Format(data.Metadata)}}}" })
            .Concat(data.Regions.Select(r => JsonFormatter.Default.Format(r)))
            .Concat(data.Concepts.Select(c => JsonFormatter.Default.Format(c)));
        string path = SafePath.Join(folder, $"{split}/annotations/{input.Id}.json");
        await using AtomicFile file = AtomicFile.Create(path);
        await file.Stream.WriteAsync(Encoding.UTF8.GetBytes($"[{string.Join(',', parts)}]"), cancellationToken).ConfigureAwait(false);
        await file.CommitAsync(cancellationToken).ConfigureAwait(false);
        return path;
    }
}
