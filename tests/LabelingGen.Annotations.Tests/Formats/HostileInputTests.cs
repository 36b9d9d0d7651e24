using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LabelingGen.Annotations.Compatibility;
using LabelingGen.Annotations.Formats;
using LabelingGen.Testing;

namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>Whatever a file or a name says: a value or an error of the format family, and nothing outside the output folder.</summary>
public sealed class HostileInputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-hostile-").FullName;

    public static TheoryData<string> Formats => [.. AnnotationFormats.All.Select(static format => format.Name)];

    public static TheoryData<string> Writers =>
        [.. AnnotationFormats.All.Where(static format => format.CanWrite).Select(static format => format.Name)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Formats))]
    public void Any_bytes_give_a_value_or_a_format_error(string name)
    {
        AnnotationFormat format = AnnotationFormats.Get(name);
        string path = Path.Combine(_folder, name);
        string file = path;
        if (format is PathTrackFormat)
        {
            file = Path.Combine(Directory.CreateDirectory(Path.Combine(path, "one", "gt")).FullName, "gt.txt");
            File.WriteAllText(
                Path.Combine(path, "one", "info.xml"),
                "<root><doc><fps>25</fps><imw>64</imw><imh>48</imh><num_frames>9</num_frames></doc></root>");
        }
        else if (!format.IsFile)
        {
            string below = format is YoloFormat ? "labels" : format is PascalVocFormat ? "Annotations" : "";
            Directory.CreateDirectory(Path.Combine(path, below));
            file = Path.Combine(path, below, format is YoloFormat ? "a.txt" : format is PascalVocFormat ? "a.xml" : "a.json");
        }

        FormatOptions options = new() { FindSize = static _ => new ImageSize(64, 48) };
        PropertyCheck.ForAll(Inputs(), bytes =>
        {
            File.WriteAllBytes(file, bytes);
            try
            {
                AnnotatedDataset dataset = format.ReadAsync(path, options).GetAwaiter().GetResult();
                dataset.ToListAsync().GetAwaiter().GetResult().ShouldNotBeNull();
            }
            catch (FormatException)
            {
                // The family of errors that callers are told of.
            }
        });
    }

    [Fact]
    public void Any_bytes_give_codecs_a_value_or_a_format_error() => PropertyCheck.ForAll(Inputs(), bytes =>
    {
        (Action Codec, string Name)[] codecs =
        [
            (() => PngImage.Decode(bytes, 1 << 20), "png"),
            (() => BrushRle.DecodeMask(bytes, 16, 16), "brush"),
            (() => Mask.FromCompressed(16, 16, Encoding.Latin1.GetString(bytes)), "rle"),
            (() => ImageHeader.TryReadSize(bytes), "header"),
            (() => JsonText.Parse(Encoding.Latin1.GetString(bytes)), "json"),
        ];
        foreach ((Action codec, _) in codecs)
        {
            try
            {
                codec();
            }
            catch (FormatException)
            {
                // The family of errors that callers are told of.
            }
        }
    });

    [Theory]
    [MemberData(nameof(Writers))]
    public async Task No_name_leaves_the_output_folder(string name)
    {
        AnnotationFormat format = AnnotationFormats.Get(name);
        string[] hostile =
        [
            "../escape.png", "..\\escape.png", "/escape.png", "a/../../escape.png", "C:\\escape.png", "C:/escape.png",
            "\\\\host\\share.png", "a\0b.png", "CON", "nul.png",
            "a/./b.png", "trailing.", "trailing /b.png", "", ".", "..", "a//b.png", "x\ud800.png",
            new string('a', 5000) + ".png", "~/escape.png",
        ];
        Random random = new(3);
        string inner = Directory.CreateDirectory(Path.Combine(_folder, "parent", "inner")).FullName;
        for (int i = 0; i < 500; i++)
        {
            string hostileName = i < hostile.Length
                ? hostile[i] : string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => Parts[random.Next(Parts.Length)]));
            AnnotatedDataset dataset =
                new([new AnnotatedImage(hostileName, new ImageSize(10, 10), [new Annotation(new Box(1, 1, 2, 2), "x")])]);
            try
            {
                await format.WriteAsync(dataset, Path.Combine(inner, format.IsFile ? "out.file" : "out"));
            }
            catch (Exception refused) when (refused is InvalidDataException or IOException or FormatException)
            {
                refused.Message.ShouldNotContain("\0");
            }
        }

        Directory.GetFileSystemEntries(Path.Combine(_folder, "parent")).ShouldBe([inner]);
        Directory.GetFileSystemEntries(inner).Length.ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task Rows_of_two_images_of_one_name_are_refused_as_they_would_be_read_as_one()
    {
        AnnotatedImage image = new("a.png", new ImageSize(10, 10), [new Annotation(new Box(1, 1, 2, 2), "x")]);
        string path = Path.Combine(_folder, "boxes.csv");
        AnnotatedDataset dataset = new([image, image with { Name = "a.jpg" }]);
        (await Should.ThrowAsync<IOException>(() => AnnotationFormats.OpenImages.WriteAsync(dataset, path))).Message
            .ShouldContain("'a.jpg'");
        File.Exists(path).ShouldBeFalse();
    }

    [Theory]
    [InlineData(
        "cvat", "<!DOCTYPE annotations [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><annotations><image name=\"&x;\"/></annotations>")]
    [InlineData("cvat", "<!DOCTYPE annotations SYSTEM \"http://127.0.0.1:9/x.dtd\"><annotations/>")]
    [InlineData(
        "voc", "<!DOCTYPE annotation [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><annotation><filename>&b;</filename></annotation>")]
    public async Task Xml_with_a_document_type_is_refused(string name, string xml)
    {
        AnnotationFormat format = AnnotationFormats.Get(name);
        string path = Path.Combine(_folder, name);
        if (!format.IsFile)
            Directory.CreateDirectory(path);
        await File.WriteAllTextAsync(format.IsFile ? path : Path.Combine(path, "a.xml"), xml);
        AnnotationFormatException error = await Should.ThrowAsync<AnnotationFormatException>(
            async () => await (await format.ReadAsync(path)).ToListAsync());
        error.Message.ShouldContain("DTD");
    }

    [Theory]
    [InlineData("<!DOCTYPE View [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><View><Label value=\"&x;\"/></View>")]
    [InlineData("<!DOCTYPE View SYSTEM \"http://127.0.0.1:9/x.dtd\"><View/>")]
    public void A_labeling_configuration_with_a_document_type_is_refused(string xml) =>
        Should.Throw<AnnotationFormatException>(() => LabelStudioConfig.Parse(xml)).Message.ShouldContain("DTD");

    [Theory]
    [InlineData("coco")]
    [InlineData("label-studio")]
    [InlineData("label-studio-min")]
    [InlineData("cvat")]
    public async Task Deep_nesting_is_an_error_and_no_overflow(string name)
    {
        const int depth = 100_000;
        string path = Path.Combine(_folder, name);
        string text = name == "cvat"
            ? "<annotations>" + string.Concat(Enumerable.Repeat("<image name=\"a\">", depth))
            : "[{\"data\":" + new string('[', depth);
        await File.WriteAllTextAsync(path, name == "coco" ? "{\"images\":" + new string('[', depth) : text);
        await Should.ThrowAsync<FormatException>(async () => await (await AnnotationFormats.Get(name).ReadAsync(path)).ToListAsync());
    }

    [Fact]
    public void Headers_and_masks_that_claim_much_allocate_little()
    {
        byte[] png = Masks.PngTestWriter.WithHeader(int.MaxValue, int.MaxValue);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ImageHeader.TryReadSize(png);
        Should.Throw<FormatException>(() => PngImage.Decode(png));
        Should.Throw<FormatException>(() => Mask.FromCounts(10, 10, [uint.MaxValue, uint.MaxValue]));
        Should.Throw<FormatException>(() => BrushRle.DecodeMask([255, 255, 255, 255, 57, 27, 248, 0], 10, 10));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    [Theory]
    [InlineData("coco", """
        {"images":[{"id":1,"file_name":"a.png"}],"categories":[],"annotations":[
        {"id":1,"image_id":1,"segmentation":{"size":[1000000000,3],"counts":"0"}}]}
        """)]
    [InlineData("label-studio", """
        [{"data":{"image":"a.png"},"annotations":[{"result":[{"type":"brushlabels","original_width":1000000000,"original_height":3,
        "value":{"format":"rle","rle":[0,0,0,12,57,27,252,96,19,255,128],"brushlabels":["Car"]}}]}]}]
        """)]
    public async Task A_mask_of_more_pixels_than_there_can_be_is_named(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(path, text);
        AnnotationFormatException error = await Should.ThrowAsync<AnnotationFormatException>(
            async () => await (await AnnotationFormats.Get(name).ReadAsync(path)).ToListAsync());
        error.Message.ShouldContain("more than there can be");
        error.ElementPath.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_zero_character_behind_a_number_makes_it_none()
    {
        string path = Path.Combine(_folder, "tasks.csv");
        await File.WriteAllTextAsync(path, "id,image,width,height\n1,a.png,58\0,9\n");
        AnnotatedImage image = (await (await AnnotationFormats.LabelStudioCsv.ReadAsync(path)).ToListAsync()).ShouldHaveSingleItem();
        (image.Name, image.Size).ShouldBe(("a.png", null));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@cmd")]
    [InlineData("\tx")]
    [InlineData("'=x")]
    public async Task Formulas_in_csv_are_guarded_and_come_back(string label)
    {
        foreach (AnnotationFormat format in new[] { AnnotationFormats.OpenImages, AnnotationFormats.LabelStudioCsv })
        {
            string path = Path.Combine(_folder, format.Name);
            AnnotatedDataset dataset =
                new([new AnnotatedImage(label + ".png", new ImageSize(10, 10), [new Annotation(new Box(1, 1, 2, 2), label)])]);
            await format.WriteAsync(dataset, path);
            string text = await File.ReadAllTextAsync(path);
            string[] fields = [.. text.Split(',', '\n').Select(static field => field.Trim('"'))];
            fields.ShouldNotContain(static field => field.Length > 0 && "=+@\t\r".Contains(field[0]));
            fields.ShouldNotContain(field => field.StartsWith(label, StringComparison.Ordinal));
            text.ShouldContain("'" + label);
            AnnotatedImage back = (await (await format.ReadAsync(path, new FormatOptions { FindSize = static _ => new ImageSize(10, 10) }))
                .ToListAsync()).Single();
            back.Annotations[0].Label.ShouldBe(label);
        }
    }

    private static readonly string[] Parts = ["..", "/", "\\", "a", ".", ":", "\0", " ", "b.png", "~", "CON", "\u202e", "é", "|", "*"];

    /// <summary>Noise, and text that is nearly right.</summary>
    private static Arbitrary<byte[]> Inputs()
    {
        string[] words =
        [
            "{", "}", "[", "]", ":", ",", "\"data\"", "\"image\"", "\"result\"", "\"annotations\"", "\"value\"", "\"rle\"", "\"points\"",
            "\"shapes\"", "\"images\"", "\"id\"", "1", "-1", "0.5", "1e999",
            "null", "true", "\"\\ud800\"", "<annotations>", "<image name=\"a\" width=\"9\" height=\"9\">",
            "<box label=\"x\" xtl=\"1\" ytl=\"1\" xbr=\"2\" ybr=\"2\"/>", "</image>", "</annotations>",
            "<annotation>", "<object>", "<bndbox>",
            "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside\n",
            "a,,x,1,0,1,0,1,0,0,0,0,0\n",
            "0 0.5 0.5 0.1 0.1\n", "\"", "'", "\n", " ", "é",
        ];
        Gen<byte[]> text = Gen.Elements(words).ListOf().Select(static list => Encoding.UTF8.GetBytes(string.Concat(list)));
        Gen<byte[]> noise = Gen.Choose(0, 255).Select(static value => (byte)value).ArrayOf();
        return Gen.OneOf(text, noise).ToArbitrary();
    }
}
