using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LabelingGen.Core;

/// <summary>What a journal knows about an item.</summary>
/// <param name="State">Done, failed, or unknown: begun and not heard of again.</param>
/// <param name="Note">The result or the reason, as it was noted.</param>
public sealed record JournalEntry(ItemState State, string? Note);

/// <summary>
/// Remembers across crashes what became of the items of a bulk operation. An item is noted before its first byte leaves, and again with its
/// outcome; after a crash, what was begun without an outcome is <see cref="ItemState.Unknown"/>. Each line of the file is one record
/// with a checksum; a damaged end is cut off at the last good record. Only the owner can read the file. Thread-safe.
/// </summary>
public sealed class UploadJournal : IDisposable
{
    private const int ChecksumLength = 8;

    private readonly object _lock = new();
    private readonly FileStream _file;
    private readonly Dictionary<string, JournalEntry> _entries = new(StringComparer.Ordinal);

    private UploadJournal(FileStream file) => _file = file;

    /// <summary>The number of items noted.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _entries.Count;
        }
    }

    /// <summary>Opens a journal, or begins one.</summary>
    /// <param name="path">The file. Another process that has it open is an error.</param>
    /// <exception cref="InvalidDataException">The file is no journal.</exception>
    /// <exception cref="UnauthorizedAccessException">Others than the owner can write to it, so its content cannot be trusted.</exception>
    public static UploadJournal Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!OperatingSystem.IsWindows() && File.Exists(path)
            && (File.GetUnixFileMode(path) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0)
            throw new UnauthorizedAccessException($"The journal '{path}' can be written to by others than its owner.");
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            // Every record goes to the system at once, so that the end of the process loses none.
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var journal = new UploadJournal(new FileStream(path, options));
        try
        {
            journal.Load(path);
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>What is known about an item, or <see langword="null"/> when it was not begun.</summary>
    public JournalEntry? Find(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (_lock)
            return _entries.GetValueOrDefault(key);
    }

    /// <summary>Notes that an item is about to be sent.</summary>
    public void Begin(string key) => Begin([key]);

    /// <summary>Notes that items are about to be sent together; one write for all.</summary>
    public void Begin(IEnumerable<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        Note(keys.Select(key => KeyValuePair.Create(key, new JournalEntry(ItemState.Unknown, null))));
    }

    /// <summary>Notes the outcome of an item.</summary>
    /// <param name="key">The item's key.</param>
    /// <param name="state">What became of it.</param>
    /// <param name="note">Its result (an id) or the reason of a failure; no secret.</param>
    public void End(string key, ItemState state, string? note = null) =>
        Note([KeyValuePair.Create(key, new JournalEntry(state, note))]);

    /// <summary>Notes what became of several items; one write for all.</summary>
    /// <exception cref="IOException">The file cannot be written; what it held before stays readable.</exception>
    public void Note(IEnumerable<KeyValuePair<string, JournalEntry>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        List<KeyValuePair<string, JournalEntry>> noted = [.. entries];
        if (noted.Count == 0)
            return;
        var lines = new ArrayBufferWriter<byte>(noted.Count * 128);
        foreach ((string key, JournalEntry entry) in noted)
            WriteLine(lines, key, entry);
        lock (_lock)
        {
            // After a crash a record is there whole, cut, or not at all.
            long start = _file.Position;
            try
            {
                _file.Write(lines.WrittenSpan);
            }
            catch (IOException)
            {
                // What others write after half a record would be lost with it.
                _file.SetLength(start);
                _file.Position = start;
                throw;
            }

            foreach ((string key, JournalEntry entry) in noted)
                _entries[key] = entry;
        }
    }

    /// <summary>The keys whose items were begun without a known outcome.</summary>
    public IReadOnlyList<string> UnknownKeys()
    {
        lock (_lock)
            return [.. _entries.Where(entry => entry.Value.State == ItemState.Unknown).Select(entry => entry.Key)];
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private static void WriteLine(ArrayBufferWriter<byte> lines, string key, JournalEntry entry)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text))
        {
            writer.WriteStartObject();
            writer.WriteString("key", key);
            writer.WriteString("state", Name(entry.State));
            if (entry.Note is not null)
                writer.WriteString("note", entry.Note);
            writer.WriteEndObject();
        }

        lines.Write(Checksum(text.WrittenSpan));
        lines.Write(" "u8);
        lines.Write(text.WrittenSpan);
        lines.Write("\n"u8);
    }

    private void Load(string path)
    {
        byte[] content = new byte[_file.Length];
        _file.ReadExactly(content);
        int good = 0;
        while (good < content.Length)
        {
            int end = content.AsSpan(good).IndexOf((byte)'\n');
            if (end < 0 || !TryRead(content.AsSpan(good, end)))
                break;
            good += end + 1;
        }

        if (good == 0 && content.Length > 0 && content.AsSpan().IndexOf((byte)'\n') >= 0)
            throw new InvalidDataException($"The file '{path}' is not a journal of this library.");
        _file.SetLength(good);
        _file.Position = good;
    }

    private bool TryRead(ReadOnlySpan<byte> line)
    {
        if (line.Length <= ChecksumLength + 1 || line[ChecksumLength] != ' '
            || !line[..ChecksumLength].SequenceEqual(Checksum(line[(ChecksumLength + 1)..])))
            return false;
        var reader = new Utf8JsonReader(line[(ChecksumLength + 1)..]);
        using JsonDocument record = JsonDocument.ParseValue(ref reader);
        JsonElement root = record.RootElement;
        string? note = root.TryGetProperty("note", out JsonElement value) ? value.GetString() : null;
        _entries[root.GetProperty("key").GetString()!] = new JournalEntry(State(root.GetProperty("state").GetString()), note);
        return true;
    }

    private static byte[] Checksum(ReadOnlySpan<byte> text) =>
        Encoding.ASCII.GetBytes(Convert.ToHexString(SHA256.HashData(text).AsSpan(0, ChecksumLength / 2)));

    private static string Name(ItemState state) => state switch
    {
        ItemState.Done => "done",
        ItemState.Failed => "failed",
        _ => "begun",
    };

    private static ItemState State(string? name) => name switch
    {
        "done" => ItemState.Done,
        "failed" => ItemState.Failed,
        _ => ItemState.Unknown,
    };
}
