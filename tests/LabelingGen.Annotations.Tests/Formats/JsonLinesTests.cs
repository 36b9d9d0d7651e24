using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>Lists of objects may also be one object a line.</summary>
public sealed class JsonLinesTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("{\"data\":{\"image\":\"a.png\"}}\n{\"data\":{\"image\":\"b.png\"}}")]
    [InlineData("\uFEFF{\"data\":{\"image\":\"a.png\"}}\r\n\r\n  {\"data\":{\"image\":\"b.png\"}}\r\n")]
    [InlineData("[{\"data\":{\"image\":\"a.png\"}},\n{\"data\":{\"image\":\"b.png\"}}]")]
    public async Task Are_read_as_a_list_is(string text)
    {
        await File.WriteAllTextAsync(_path, text);
        AnnotationFormats.Detect(_path).ShouldBe(AnnotationFormats.LabelStudio);
        (await (await AnnotationFormats.LabelStudio.ReadAsync(_path)).ToListAsync()).Select(static image => image.Name)
            .ShouldBe(["a.png", "b.png"]);
    }

    [Theory]
    [InlineData("{\n\"data\":{\"image\":\"a.png\"}}")]
    [InlineData("{\"data\":{\"image\":\"a.png\"}}\n")]
    public async Task Are_not_what_a_single_object_is(string text)
    {
        await File.WriteAllTextAsync(_path, text);
        (await (await AnnotationFormats.LabelStudio.ReadAsync(_path)).ToListAsync()).ShouldHaveSingleItem().Name.ShouldBe("a.png");
    }

    [Fact]
    public async Task Name_the_line_that_cannot_be_read()
    {
        await File.WriteAllTextAsync(_path, "{\"data\":{\"image\":\"a.png\"}}\n\n{\"data\":\n");
        (await Should.ThrowAsync<AnnotationFormatException>(
            async () => await (await AnnotationFormats.LabelStudio.ReadAsync(_path)).ToListAsync())).Line.ShouldBe(3);
        await File.WriteAllTextAsync(_path, "{\"data\":{\"image\":\"a.png\"}}\n{\"id\":2}\n");
        (await Should.ThrowAsync<AnnotationFormatException>(
            async () => await (await AnnotationFormats.LabelStudio.ReadAsync(_path)).ToListAsync())).ElementPath.ShouldBe("$[1]");
    }
}
