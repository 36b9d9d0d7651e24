using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using LabelingGen.Annotations.Preview;

namespace LabelingGen.Annotations.Tests.Preview;

/// <summary>
/// The preview page: what is in it, and how it behaves in a browser where one is installed (Debian's package <c>chromium</c>).
/// </summary>
public sealed partial class PreviewPageTests : IDisposable
{
    private const string Probe = """
        <script>
        addEventListener('load', () => {
          const key = name => dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
          const shown = () => [...document.querySelectorAll('main .item')].filter(item => getComputedStyle(item).display !== 'none').length;
          const boxes = [...document.querySelectorAll('#legend input')], report = { legend: boxes.length, all: shown() };
          boxes[0].checked = false;
          boxes[0].dispatchEvent(new Event('change', { bubbles: true }));
          report.withoutFirst = shown();
          key('n'); report.none = shown();
          key('a'); report.again = shown();
          const figures = [...document.querySelectorAll('figure')], zoomed = i => figures[i].classList.contains('zoom');
          figures[0].focus();
          key('ArrowRight'); report.moved = document.activeElement === figures[1];
          key('Enter'); report.zoomed = zoomed(1);
          key('ArrowLeft'); report.zoomMoved = zoomed(0) && !zoomed(1);
          const width = () => figures[0].querySelector('svg').viewBox.baseVal.width, whole = width();
          report.tags = getComputedStyle(figures[0].querySelector('.tag')).display !== 'none';
          const rows = [...figures[0].querySelectorAll('aside .row')];
          report.listed = rows.length === figures[0].querySelectorAll('.item').length;
          report.named = rows[0].querySelector('b').textContent === 'car 0.90';
          report.told = rows[0].textContent.includes('occluded') && rows[0].textContent.includes('color: red');
          key('+'); report.nearer = width() < whole;
          key('-'); key('-'); report.farther = width() === whole;
          figures[0].querySelector('svg').dispatchEvent(new WheelEvent('wheel', { deltaY: -1, clientX: 9, clientY: 9, bubbles: true }));
          report.wheel = width() < whole;
          key('0'); report.reset = width() === whole;
          key('Escape'); report.closed = !document.querySelector('.zoom, aside');
          figures[1].click(); report.clicked = zoomed(1);
          key('Escape');
          const find = document.querySelector('[type=search]');
          find.value = 'CA'; find.dispatchEvent(new Event('input', { bubbles: true }));
          report.found = [...document.querySelectorAll('#legend li')].filter(entry => !entry.hidden).length === 1;
          report.errors = window.failed || 0;
          const element = document.createElement('output');
          element.id = 'probe';
          element.textContent = JSON.stringify(report);
          document.body.append(element);
        });
        addEventListener('error', () => { window.failed = (window.failed || 0) + 1; });
        </script>
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-preview-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Nothing_of_the_data_runs_or_is_loaded()
    {
        string hostile = "</svg><script>alert(1)</script>\"onload=\"x";
        AnnotatedImage image = new(hostile, new ImageSize(10, 10), [new Annotation(new Box(1, 1, 2, 2), hostile)]);
        string html = await PageAsync(new AnnotatedDataset([image]));
        html.ShouldNotContain("<script>alert");
        html.ShouldNotContain("http:");
        html.ShouldNotContain("https:");
        html.ShouldContain("default-src 'none'");
        ScriptTag().Count(html).ShouldBe(1);
    }

    [Fact]
    public async Task Every_kind_of_shape_has_its_mark_and_its_line_in_the_legend()
    {
        AnnotatedImage image = (await Shapes().ToListAsync())[0];
        image.Annotations.Select(annotation => annotation.Shape?.Kind).OfType<ShapeKind>().Distinct().Count()
            .ShouldBe(Enum.GetValues<ShapeKind>().Length);
        string html = await PageAsync(Shapes());
        Regex.Count(html, "class=\"item[ c]").ShouldBe(image.Annotations.Count);
        foreach (Annotation annotation in image.Annotations)
        {
            Match legend = Regex.Match(html, $"data-class=\"(c[0-9]+)\"><i></i><span>{annotation.Label}</span> <small>1</small>");
            legend.Success.ShouldBeTrue(annotation.Label);
            html.ShouldContain($" {legend.Groups[1].Value}\"");
        }

        string[] marks =
        [
            "<rect ", "<path ", "<ellipse ", "class=\"line\"", "class=\"dot\"", "class=\"ring\"", "class=\"bone\"", "class=\"trail\"",
            "class=\"panel\">from above", "class=\"panel\">1 to 4 s", "3 to 7: road", "2 points of the cloud",
            "<title>hand</title>",
        ];
        foreach (string mark in marks)
            html.ShouldContain(mark);
    }

    [Fact]
    public async Task Pictures_are_made_small_and_those_that_are_not_shown_are_counted()
    {
        string images = Directory.CreateDirectory(Path.Combine(_folder, "images")).FullName;
        byte[] large = new byte[3 * 3000 * 1000];
        new Random(1).NextBytes(large);
        await File.WriteAllBytesAsync(
            Path.Combine(images, "large.png"), new PngImage(3000, 1000, PngColorType.Rgb, 8, large).Encode());
        byte[] small = new PngImage(2, 1, PngColorType.Grey, 8, new byte[] { 10, 200 }).Encode();
        foreach (string name in new[] { "a.png", "b.png", "c.png" })
            await File.WriteAllBytesAsync(Path.Combine(images, name), small);
        await File.WriteAllTextAsync(Path.Combine(images, "text.png"), "no picture at all");
        PreviewOptions options = new() { ImagesFolder = images };
        AnnotatedImage[] all = [.. new[] { "large.png", "a.png", "b.png", "c.png", "text.png", "../a.png", "none.png" }
            .Select(static name => new AnnotatedImage(name, new ImageSize(3000, 1000)))];

        string html = await PageAsync(new AnnotatedDataset(all[..1]), options);
        PngImage shown = PngImage.Decode(Convert.FromBase64String(EmbeddedPng().Match(html).Groups[1].Value));
        (shown.Width, shown.Height).ShouldBe((1000, 334));
        html = await PageAsync(new AnnotatedDataset(all[..1]), options with { MaxPictureBytes = 1000 });
        html.ShouldContain("1 picture too large to be embedded; a page that links them shows them.");

        html = await PageAsync(new AnnotatedDataset(all[1..]), options with { MaxAllPicturesBytes = 2 * small.Length });
        EmbeddedPng().Count(html).ShouldBe(2);
        html.ShouldContain($"data:image/png;base64,{Convert.ToBase64String(small)}\"");
        html.ShouldContain("6 images. 3 pictures not found. 1 picture too large to be embedded; a page that links them shows them.");
        html.ShouldContain(">no picture</text>");
    }

    [Fact]
    public async Task A_page_of_fewer_images_than_there_are_says_so()
    {
        AnnotatedDataset dataset = new(Enumerable.Range(0, 5).Select(static i => new AnnotatedImage($"{i}.png", new ImageSize(9, 9))));
        string html = await PageAsync(dataset, new PreviewOptions { MaxImages = 3 });
        Regex.Count(html, "<figure ").ShouldBe(3);
        html.ShouldContain("3 images, more in the data set.");
        (await PageAsync(new AnnotatedDataset([]))).ShouldContain("The data set has no images.");
    }

    [Fact]
    public async Task The_page_follows_light_and_dark_and_listens_to_its_keys()
    {
        string html = await PageAsync(Shapes());
        html.ShouldContain("@media(prefers-color-scheme:dark)");
        html.ShouldContain("color-scheme:light dark");
        foreach (string key in new[] { "ArrowRight", "ArrowLeft", "Enter", "Escape", "'+'", "'-'", "'0'", "'a'", "'n'" })
            html.ShouldContain(key);
        html.ShouldContain("tabindex=\"0\"");
        html.ShouldContain("aria-label=\"one.png\"");
    }

    [FactInBrowser]
    public async Task In_a_browser_classes_are_filtered_and_pictures_zoomed_by_mouse_and_keyboard()
    {
        string browser = FactInBrowserAttribute.FindBrowser()!;
        string page = Path.Combine(_folder, "page.html");
        await PreviewPage.WriteAsync(Shapes(), page);
        await File.WriteAllTextAsync(page, (await File.ReadAllTextAsync(page))
            .Replace("</body>", Probe + "</body>", StringComparison.Ordinal));
        string dom = await RunAsync(browser, "--virtual-time-budget=5000", "--dump-dom", new Uri(page).AbsoluteUri);
        Match found = ProbeTag().Match(dom);
        found.Success.ShouldBeTrue(dom.Length > 2000 ? dom[^2000..] : dom);
        using JsonDocument report = JsonDocument.Parse(System.Net.WebUtility.HtmlDecode(found.Groups[1].Value));
        JsonElement seen = report.RootElement;
        int all = seen.GetProperty("all").GetInt32();
        all.ShouldBeGreaterThan(5);
        seen.GetProperty("withoutFirst").GetInt32().ShouldBeLessThan(all);
        seen.GetProperty("none").GetInt32().ShouldBe(0);
        seen.GetProperty("again").GetInt32().ShouldBe(all);
        foreach (string step in new[]
            { "moved", "zoomed", "zoomMoved", "tags", "listed", "named", "told", "nearer", "farther", "wheel", "reset", "closed", "clicked", "found" })
            seen.GetProperty(step).GetBoolean().ShouldBeTrue(step);
        seen.GetProperty("errors").GetInt32().ShouldBe(0);
    }

    [TheoryInBrowser]
    [InlineData(false, 0xF6, 0xF7, 0xF9)]
    [InlineData(true, 0x14, 0x18, 0x1F)]
    public async Task A_screenshot_shows_shapes_on_the_ground_of_the_readers_setting(bool isDark, byte red, byte green, byte blue)
    {
        string browser = FactInBrowserAttribute.FindBrowser()!;
        string page = Path.Combine(_folder, "page.html");
        string shot = Path.Combine(_folder, "shot.png");
        await PreviewPage.WriteAsync(Shapes(), page);
        await RunAsync(
            browser, isDark
                ? "--blink-settings=preferredColorScheme=0"
                : "--blink-settings=preferredColorScheme=1", "--window-size=1200,800", "--hide-scrollbars",
            $"--screenshot={shot}", new Uri(page).AbsoluteUri);
        PngImage picture = PngImage.Decode(await File.ReadAllBytesAsync(shot));
        byte[] rgba = new byte[4 * picture.Width * picture.Height];
        picture.CopyRgbaTo(rgba);
        rgba[^4..^1].ShouldBe([red, green, blue]);
        // Marks are the only strongly coloured pixels of the page.
        rgba.Chunk(4).Count(static pixel => pixel[..3].Max() - pixel[..3].Min() > 120).ShouldBeGreaterThan(500);
    }

    [Fact]
    public async Task Linked_pictures_are_named_from_the_pages_folder_and_loaded_when_seen()
    {
        string images = Directory.CreateDirectory(Path.Combine(_folder, "my images")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(images, "a#b.png"), Plain().Encode());
        string html = await PageAsync(
            new AnnotatedDataset([new AnnotatedImage("a#b.png"), new AnnotatedImage("../page.html"), new AnnotatedImage("none.png")]),
            new PreviewOptions { ImagesFolder = images, LinksPictures = true, MaxPictureBytes = 1 });
        html.ShouldContain("<image data-href=\"my%20images/a%23b.png\"");
        html.ShouldNotContain("base64");
        html.ShouldContain("2 pictures not found.");
        (await PageAsync(Shapes())).ShouldNotContain("file:");
    }

    [FactInBrowser]
    public async Task In_a_browser_linked_pictures_are_loaded()
    {
        string page = Path.Combine(_folder, "page.html");
        await File.WriteAllBytesAsync(Path.Combine(_folder, "a b.png"), Plain().Encode());
        AnnotatedImage image = new("a b.png", new ImageSize(40, 30));
        await PreviewPage.WriteAsync(
            new AnnotatedDataset(Enumerable.Repeat(image, 100)), page, new PreviewOptions { ImagesFolder = _folder, LinksPictures = true });
        // The load of the page waits for pictures that are in view, and the last one is not before it is enlarged.
        const string probe = """
            <script>addEventListener('load', () => {
              const images = [...document.querySelectorAll('image')], seen = () => images.filter(image => image.hasAttribute('href'));
              const before = seen().length;
              images[99].dispatchEvent(new MouseEvent('click', { bubbles: true }));
              document.title = [before > 0, before < 99, seen().length > before, seen().includes(images[99])].join();
            })</script>
            """;
        await File.WriteAllTextAsync(page, (await File.ReadAllTextAsync(page))
            .Replace("<script>", probe + "<script>", StringComparison.Ordinal));
        string dom = await RunAsync(FactInBrowserAttribute.FindBrowser()!, "--dump-dom", new Uri(page).AbsoluteUri);
        dom.ShouldContain(" href=\"a%20b.png\"");
        dom.ShouldContain("<title>true,true,true,true</title>");
    }

    private static PngImage Plain() => new(40, 30, PngColorType.Grey, 8, new byte[40 * 30]);

    private static AnnotatedDataset Shapes()
    {
        Skeleton skeleton = new(["head", "hand"], [new SkeletonEdge(0, 1)]);
        Keypoints pose = new([new Keypoint(50, 60), new Keypoint(80, 90, KeypointVisibility.Occluded)], skeleton);
        Point[] drawn = [new(210, 20), new(240, 20), new(240, 45), new(210, 45), new(220, 10), new(250, 10), new(250, 35), new(220, 35)];
        VideoTrack track = new([new Keyframe(0, new Box(5, 150, 20, 12)), new Keyframe(9, new Box(60, 170, 20, 12))]);
        MultiPolygon parts =
            new([new Polygon([new(120, 10), new(140, 10), new(130, 30)]), new Polygon([new(150, 10), new(170, 10), new(160, 30)])]);
        Annotation[] annotations =
        [
            new(new Box(10, 10, 60, 40), "car")
            {
                Confidence = 0.9,
                Flags = AnnotationFlags.Occluded,
                Attributes = ValueMap<AttributeValue>.Empty.With("color", "red"),
            },
            new(new RotatedBox(150, 60, 60, 30, 25), "van"),
            new(new Polygon([new(20, 100), new(90, 110), new(60, 180)]), "tree"), new(parts, "parts"),
            new(new Polyline([new(100, 100), new(150, 150), new(200, 110)]), "lane"), new(new Ellipse(250, 100, 30, 15, 20), "wheel"),
            new(new Point(280, 30), "dot"), new(new PointSet([new(270, 60), new(290, 70)]), "dots"),
            new(Mask.FromShape(new Box(200, 150, 40, 20), 300, 200), "mask"), new(pose, "person"), new(null, "sunny"),
            new(new ProjectedCuboid(drawn.ToValueList()), "crate"), new(track, "cyclist"),
            new(new Cuboid(new(4, 2, 1), new(4, 2, 1.5), 0.5), "truck"), new(new TimeInterval(1, 4), "horn"),
            new(new TextSpan(3, 7, "road"), "word"), new(new PointCloudSegment([4, 7]), "ground"),
        ];
        AnnotatedImage one = new("one.png", new ImageSize(300, 200), annotations.ToValueList());
        return new AnnotatedDataset([one, new AnnotatedImage("two.png", new ImageSize(100, 100))]);
    }

    private async Task<string> PageAsync(AnnotatedDataset dataset, PreviewOptions? options = null)
    {
        string page = Path.Combine(_folder, "page.html");
        await PreviewPage.WriteAsync(dataset, page, options);
        return await File.ReadAllTextAsync(page);
    }

    private async Task<string> RunAsync(string browser, params string[] arguments)
    {
        ProcessStartInfo start = new(browser) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["--headless=new", "--no-sandbox", "--disable-gpu",
            $"--user-data-dir={Path.Combine(_folder, "profile")}", .. arguments])
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await errors);
        return output;
    }

    [GeneratedRegex("<script")]
    private static partial Regex ScriptTag();

    [GeneratedRegex("href=\"data:image/png;base64,([^\"]*)\"")]
    private static partial Regex EmbeddedPng();

    [GeneratedRegex("<output id=\"probe\">(.*?)</output>")]
    private static partial Regex ProbeTag();
}
