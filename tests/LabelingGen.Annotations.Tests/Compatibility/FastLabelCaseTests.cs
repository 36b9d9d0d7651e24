using System.Text.Json;
using LabelingGen.Annotations.Compatibility;

namespace LabelingGen.Annotations.Tests.Compatibility;

/// <summary>The profile <c>fastlabel</c> gives what the vendor's converters gave, case by case.</summary>
public sealed class FastLabelCaseTests : IDisposable
{
    // Pixels along a true diagonal, where the vendor's drawing library has rules of its own.
    private const int ToleratedPixels = 6;

    private readonly string _work = Directory.CreateTempSubdirectory("labelinggen-fastlabel-").FullName;

    public static TheoryData<string, FastLabelEdition> Cases
    {
        get
        {
            TheoryData<string, FastLabelEdition> cases = [];
            if (CaseFolder.Find("fastlabel-converters") is not { } root)
                return cases;
            foreach (string folder in Directory.GetDirectories(root).Order(StringComparer.Ordinal))
            {
                cases.Add(Path.GetFileName(folder), FastLabelEdition.Current);
                if (FastLabelCase.RelationOf(folder) != "function-absent")
                    cases.Add(Path.GetFileName(folder), FastLabelEdition.Early2024);
            }

            return cases;
        }
    }

    public void Dispose() => Directory.Delete(_work, recursive: true);

    [TheoryOverCases]
    [MemberData(nameof(Cases))]
    public async Task Converts_as_the_official_client_does(string name, FastLabelEdition edition)
    {
        FastLabelCase @case = new(Path.Combine(CaseFolder.Find("fastlabel-converters")!, name), _work, edition);
        if (@case.ShouldFail)
        {
            FormatException error = await Should.ThrowAsync<FormatException>(@case.RunAsync);
            error.Message.Length.ShouldBeGreaterThan(20);
            return;
        }

        JsonElement? result = await @case.RunAsync();
        string expected = @case.Expected;
        if (result is { } value)
            CompareResult(value, FastLabelCase.Read(Path.Combine(expected, "result.json")), @case.Function);
        else if (@case.Function.EndsWith("_segmentation", StringComparison.Ordinal))
            ComparePictures(FastLabelCase.Read(Path.Combine(expected, "result.json")).GetProperty("files"), @case.HasOpenDiagonal());
        else if (@case.Function == "export_image_with_annotations")
            CompareDrawings(FastLabelCase.Read(Path.Combine(expected, "result.json")).GetProperty("files"));
        else
            CompareFiles(expected);
    }

    private static void CompareResult(JsonElement actual, JsonElement expected, string function)
    {
        if (function == "mask_to_fastlabel_segmentation_points")
            Regions(actual).ShouldBe(Regions(expected), ignoreOrder: true);
        else
            CaseFolder.ShouldBeJson(actual, expected, "$");
    }

    // Rings may begin anywhere and have points in the middle of edges: what counts is the area that each encloses.
    private static IEnumerable<string> Regions(JsonElement regions) =>
        regions.EnumerateArray().Select(region => string.Join(" | ", region.EnumerateArray().Select(Pixels)));

    private static string Pixels(JsonElement ring)
    {
        int[] numbers = [.. ring.EnumerateArray().Select(item => item.GetInt32())];
        Point[] points = [.. numbers.Chunk(2).Select(pair => new Point(pair[0], pair[1]))];
        Mask mask = Mask.FromShape(new Polygon(points.ToValueList()), 64, 64);
        return mask.ToCompressed();
    }

    private void CompareFiles(string expected)
    {
        string[] Names(string folder) => !Directory.Exists(folder) ? [] : [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];
        Names(_work).ShouldBe(Names(expected));
        foreach (string name in Names(expected))
        {
            string actual = Path.Combine(_work, name);
            if (name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
                CaseFolder.ShouldBeJson(FastLabelCase.Read(actual), FastLabelCase.Read(Path.Combine(expected, name)), name);
            else
                File.ReadAllText(actual).ShouldBe(File.ReadAllText(Path.Combine(expected, name)), name);
        }
    }

    /// <summary>Pixels whose neighbours have their colour must be equal; at edges drawing libraries differ.</summary>
    private void CompareDrawings(JsonElement files)
    {
        string root = Path.Combine(_work, "out");
        string[] drawn = Directory.Exists(root) ? [.. Directory.GetFiles(root).Select(file => Path.GetFileName(file))] : [];
        drawn.ShouldBe(files.EnumerateObject().Select(file => file.Name));
        foreach (JsonProperty file in files.EnumerateObject())
        {
            PngImage png = PngImage.Decode(File.ReadAllBytes(Path.Combine(root, file.Name)));
            string[][] wanted = [.. file.Value.GetProperty("rows").EnumerateArray().Select(row => row.GetString()!.Split(' '))];
            int compared = 0;
            for (int y = 1; y < wanted.Length - 1; y++)
            {
                for (int x = 1; x < wanted[y].Length - 1; x++)
                {
                    bool isEven = Enumerable.Range(-1, 3)
                        .All(dy => Enumerable.Range(-1, 3).All(dx => wanted[y + dy][x + dx] == wanted[y][x]));
                    if (!isEven && HasSlanted(wanted))
                        continue;
                    Convert.ToHexString(png.Samples.Span.Slice(3 * (y * png.Width + x), 3))
                        .ShouldBe(wanted[y][x].ToUpperInvariant(), $"{x}, {y}");
                    compared++;
                }
            }

            compared.ShouldBeGreaterThan(10);
        }
    }

    // Upright boxes have at most two kinds of rows at their edges; slanted lines make nearly every row differ from the one above.
    private static bool HasSlanted(string[][] rows) => rows.Zip(rows.Skip(1)).Count(pair => !pair.First.SequenceEqual(pair.Second)) > 8;

    private void ComparePictures(JsonElement files, bool hasDiagonal)
    {
        foreach (JsonProperty file in files.EnumerateObject())
        {
            PngImage png = PngImage.Decode(File.ReadAllBytes(Path.Combine(_work, file.Name)));
            png.ColorType.ShouldBe(PngColorType.Palette);
            LabelMap map = LabelMap.FromPng(png);
            int[][] rows =
                [.. file.Value.GetProperty("rows").EnumerateArray().Select(row => row.GetString()!.Split(' ').Select(int.Parse).ToArray())];
            map.Height.ShouldBe(rows.Length);
            int differing = 0;
            for (int y = 0; y < rows.Length; y++)
            {
                for (int x = 0; x < rows[y].Length; x++)
                    differing += map[x, y] == rows[y][x] ? 0 : 1;
            }

            differing.ShouldBeLessThanOrEqualTo(hasDiagonal ? ToleratedPixels : 0);
            foreach (JsonProperty color in file.Value.GetProperty("rgb_of_used").EnumerateObject())
            {
                int index = int.Parse(color.Name, System.Globalization.CultureInfo.InvariantCulture);
                png.Palette.Slice(3 * index, 3).ToArray().ShouldBe(color.Value.EnumerateArray().Select(item => item.GetByte()));
            }
        }
    }
}
