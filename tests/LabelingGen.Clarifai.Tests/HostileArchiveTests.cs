using System.Buffers.Binary;
using System.IO.Compression;
using Google.Protobuf;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai.Tests;

/// <summary>Archives that lie about what they hold: each is refused, with the entry named.</summary>
public sealed class HostileArchiveTests : IDisposable
{
    private const string Batch = "train/a_n1";

    private static readonly byte[] Kind = "application/x.clarifai-data+protobuf"u8.ToArray();

    private static readonly byte[] Content = new InputBatch { Inputs = { Input.FromText("a", new string('b', 500)) } }.ToByteArray();

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"clarifai-{Guid.NewGuid():N}.zip");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_link_is_refused()
    {
        Write(CompressionLevel.Optimal, entry => entry.ExternalAttributes = unchecked((int)0xA1FF0000));
        Should.Throw<InvalidDataException>(() => DatasetArchive.Open(_path)).Message
            .ShouldContain($"'{Batch}' of the archive is a symbolic link");
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void A_changed_byte_of_an_entry_is_noticed_or_changes_nothing(CompressionLevel level)
    {
        Write(level);
        byte[] whole = File.ReadAllBytes(_path);
        int start = whole.AsSpan().IndexOf("train/a_n1"u8) + Batch.Length;
        int length = (int)BinaryPrimitives.ReadUInt32LittleEndian(whole.AsSpan(Directory(whole) + 20));
        int noticed = 0;
        for (int i = start; i < start + length; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 0x55;
            File.WriteAllBytes(_path, damaged);
            using DatasetArchive archive = DatasetArchive.Open(_path);
            try
            {
                // Some bits of a compressed entry mean nothing.
                new InputBatch { Inputs = { archive.ReadInputs().Select(r => r.Input) } }.ToByteArray().ShouldBe(Content);
            }
            catch (InvalidDataException refused)
            {
                refused.Message.ShouldContain(Batch);
                noticed++;
            }
        }

        noticed.ShouldBeInRange(level == CompressionLevel.NoCompression ? length : length / 2, length);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(24)]
    public void A_wrong_checksum_or_size_in_the_directory_is_noticed(int offset)
    {
        Write(CompressionLevel.NoCompression);
        byte[] whole = File.ReadAllBytes(_path);
        whole[Directory(whole) + offset] ^= 1;
        File.WriteAllBytes(_path, whole);
        using DatasetArchive archive = DatasetArchive.Open(_path);
        Should.Throw<InvalidDataException>(() => archive.ReadInputs().ToList()).Message.ShouldContain(Batch);
    }

    [Fact]
    public void Every_cut_of_an_archive_is_named()
    {
        Write(CompressionLevel.Optimal);
        byte[] whole = File.ReadAllBytes(_path);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(_path, whole[..length]);
            Should.Throw<InvalidDataException>(() => DatasetArchive.Open(_path), $"{length} bytes").Message.ShouldContain(_path);
        }
    }

    [Theory]
    [InlineData(250_001)]
    [InlineData(1_000_000)]
    public void A_directory_of_very_many_entries_is_refused(int count)
    {
        File.WriteAllBytes(_path, DirectoryOf(count));
        Should.Throw<InvalidDataException>(() => DatasetArchive.Open(_path)).Message.ShouldContain($"{count} entries; 250000 are allowed");
    }

    [Fact]
    public void An_archive_in_an_archive_is_not_opened_but_refused()
    {
        byte[] bomb = new byte[4000];
        for (int depth = 0; depth < 5; depth++)
            bomb = Archive(CompressionLevel.Optimal, [.. Enumerable.Range(0, 10).Select(i => ($"train/{i}_n1", bomb))]);
        File.WriteAllBytes(_path, Archive(CompressionLevel.Optimal, ("mimetype", Kind), (Batch, bomb)));
        using DatasetArchive archive = DatasetArchive.Open(_path);

        Should.Throw<InvalidDataException>(() => archive.ReadInputs().ToList()).Message
            .ShouldBe($"The entry '{Batch}' of the archive is damaged.");
    }

    [Fact]
    public void Entries_that_share_their_bytes_are_refused()
    {
        byte[] content = new byte[1000];
        new Random(5).NextBytes(content);
        byte[] whole = Archive(CompressionLevel.NoCompression, ("mimetype", Kind), (Batch, content), ("train/b_n1", content));
        int second = Directory(whole);
        int first = whole.AsSpan(0, second).LastIndexOf("PK\x01\x02"u8);
        // Both told to lie where the first does, and the bytes of the other cut out.
        whole.AsSpan(first + 42, 4).CopyTo(whole.AsSpan(second + 42));
        int start = BinaryPrimitives.ReadInt32LittleEndian(whole.AsSpan(first + 42));
        int length = whole.AsSpan().IndexOf("PK\x01\x02"u8) - start;
        byte[] shared = [.. whole[..(start + (length / 2))], .. whole[(start + length)..]];
        int directory = BinaryPrimitives.ReadInt32LittleEndian(shared.AsSpan(shared.Length - 6)) - (length - (length / 2));
        BinaryPrimitives.WriteInt32LittleEndian(shared.AsSpan(shared.Length - 6), directory);
        File.WriteAllBytes(_path, shared);

        Should.Throw<InvalidDataException>(() => DatasetArchive.Open(_path)).Message
            .ShouldBe("The entry 'train/b_n1' of the archive lies over others or beyond the end.");
    }

    /// <summary>Where the directory tells about the batch: the last entry.</summary>
    private static int Directory(byte[] archive) => archive.AsSpan().LastIndexOf("PK\x01\x02"u8);

    /// <summary>A directory without any content, as ZIP64 has it for more than 65,535 entries.</summary>
    private static byte[] DirectoryOf(int count)
    {
        using MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes);
        byte[] entry = new byte[46 + 6];
        "PK\x01\x02"u8.CopyTo(entry);
        entry[28] = 6;
        for (int i = 0; i < count; i++)
        {
            System.Text.Encoding.ASCII.GetBytes($"{i:d6}", entry.AsSpan(46));
            writer.Write(entry);
        }

        long length = bytes.Length;
        writer.Write("PK\x06\x06"u8);
        writer.Write(44L);
        writer.Write((45 << 16) | 45);
        writer.Write(0L); // Disks.
        writer.Write((long)count);
        writer.Write((long)count);
        writer.Write(length);
        writer.Write(0L);
        writer.Write("PK\x06\x07"u8);
        writer.Write(0);
        writer.Write(length);
        writer.Write(1);
        writer.Write("PK\x05\x06"u8);
        writer.Write(0);
        writer.Write(uint.MaxValue); // Both counts of entries.
        writer.Write(uint.MaxValue);
        writer.Write(uint.MaxValue);
        writer.Write((ushort)0);
        return bytes.ToArray();
    }

    private static byte[] Archive(CompressionLevel level, params (string Name, byte[] Content)[] entries)
    {
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = zip.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    private void Write(CompressionLevel level, Action<ZipArchiveEntry>? change = null)
    {
        using ZipArchive zip = ZipFile.Open(_path, ZipArchiveMode.Create);
        using (Stream kind = zip.CreateEntry("mimetype").Open())
            kind.Write(Kind);
        ZipArchiveEntry entry = zip.CreateEntry(Batch, level);
        change?.Invoke(entry);
        using Stream content = entry.Open();
        content.Write(Content);
    }
}
