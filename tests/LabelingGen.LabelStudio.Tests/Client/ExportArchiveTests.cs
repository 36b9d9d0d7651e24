using System.IO.Compression;
using System.Text;

namespace LabelingGen.LabelStudio.Tests.Client;

/// <summary>What archives of exports lack, by the indexes of their formats.</summary>
public sealed class ExportArchiveTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");

    public static TheoryData<string, string, string> Archives => new()
    {
        {
            "COCO",
            """result.json={"images":[{"file_name":"images/a.png"},{"file_name":"images/b.png"},{"file_name":"https://x.test/c"},{}]}"""
                + ";images/a.png=1",
            "images/b.png"
        },
        { "YOLO", "classes.txt=Car;labels/a.txt=0;labels/b.txt=1;images/a.jpg=1", "images/b.*" },
        { "YOLO without classes", "labels/a.txt=0;images/a.jpg=1", "classes.txt" },
        { "VOC", "Annotations/a.xml=1;Annotations/b.xml=1;images/b.png=1", "images/a.*" },
        {
            "sounds", "manifest.json={\"audio_filepath\":\"audio/a.wav\"}\n{\"audio_filepath\":\"audio/b.wav\"};audio/b.wav=1",
            "audio/a.wav"
        },
        { "masks", "task-1-annotation-2-by-1-brush-Car-0.png=1", "" },
        { "nothing missing", "classes.txt=Car;labels/a.txt=0;images/a.jpg=1", "" },
    };

    [Theory]
    [MemberData(nameof(Archives))]
    public async Task What_is_missing_is_listed(string format, string members, string missing)
    {
        Write(members);
        ExportArchive archive = await ExportArchive.ReadAsync(_path);
        string.Join(';', archive.Missing).ShouldBe(missing, format);
        archive.Members.Count.ShouldBe(members.Split(';').Length);
    }

    [Theory]
    [InlineData("result.json={\"images\":[")]
    [InlineData("manifest.json={}\nnonsense")]
    public async Task An_index_that_cannot_be_read_is_named(string members)
    {
        Write(members);
        (await Should.ThrowAsync<InvalidDataException>(() => ExportArchive.ReadAsync(_path))).Message.ShouldContain(members.Split('=')[0]);
    }

    [Fact]
    public async Task A_file_that_is_no_archive_is_refused()
    {
        await File.WriteAllTextAsync(_path, "[]");
        await Should.ThrowAsync<InvalidDataException>(() => ExportArchive.ReadAsync(_path));
    }

    public void Dispose() => File.Delete(_path);

    private void Write(string members)
    {
        using ZipArchive zip = ZipFile.Open(_path, ZipArchiveMode.Create);
        foreach (string[] member in members.Split(';').Select(text => text.Split('=', 2)))
        {
            using Stream content = zip.CreateEntry(member[0]).Open();
            content.Write(Encoding.UTF8.GetBytes(member[1]));
        }
    }
}
