using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Tests.Formats;

public sealed class CocoColumnsTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"labelinggen-columns-{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task Columns_say_what_the_format_says()
    {
        List<AnnotatedImage> images = [];
        Random random = new(5);
        for (int i = 0; i < 400; i++)
        {
            IShape shape = i % 3 == 0 ? new Box(random.NextDouble() * 90, 2, 3.25, 4) : i % 3 == 1 ? new Polygon(Ring(random, 3 + i % 50))
                : new MultiPolygon(new[] { new Polygon(Ring(random, 3)), new Polygon(Ring(random, 5)) }.ToValueList());
            Annotation annotation = new(shape, i % 2 == 0 ? "car" : "tree")
            {
                Id = $"{i + 1}",
                Flags = i % 7 == 0
                ? AnnotationFlags.Crowd : AnnotationFlags.None
            };
            images.Add(new AnnotatedImage($"{i}.png", new ImageSize(100, 100), [annotation]) { Id = $"{1000 + i}" });
        }

        await AnnotationFormats.Coco.WriteAsync(new AnnotatedDataset(images), _path);
        CocoColumns columns = CocoColumns.Read(_path);

        columns.Count.ShouldBe(images.Count);
        for (int i = 0; i < images.Count; i++)
        {
            Annotation annotation = images[i].Annotations[0];
            columns.Id(i).ShouldBe(i + 1);
            columns.ImageId(i).ShouldBe(1000 + i);
            columns.CategoryId(i).ShouldBe(i % 2 == 0 ? 1 : 2);
            columns.IsCrowd(i).ShouldBe(annotation.Has(AnnotationFlags.Crowd));
            columns.Box(i).ShouldBe(annotation.BoundingBox!.Value);
            columns.Area(i).ShouldBe(((IPlanarShape)annotation.Shape!).Area);
            Polygon[] pieces = annotation.Shape switch { Polygon polygon => [polygon], MultiPolygon multi => [.. multi.Polygons], _ => [] };
            columns.RingCount(i).ShouldBe(pieces.Length);
            for (int ring = 0; ring < pieces.Length; ring++)
                columns.Ring(i, ring).ToArray().ShouldBe(pieces[ring].Exterior.SelectMany(point => new[] { point.X, point.Y }));
        }
    }

    [Fact]
    public void Rings_longer_than_a_chunk_stay_whole()
    {
        const int points = 100_000;
        string ring = string.Join(',', Enumerable.Range(0, 2 * points));
        File.WriteAllText(
            _path, $$"""{"annotations":[{"id":1,"segmentation":[[1,2,3,4,5,6],[{{ring}}]]},{"id":2,"segmentation":[[7,8,9,10,11,12]]}]}""");
        CocoColumns columns = CocoColumns.Read(_path);
        columns.Ring(0, 0).ToArray().ShouldBe([1.0, 2, 3, 4, 5, 6]);
        columns.Ring(0, 1).ToArray().ShouldBe(Enumerable.Range(0, 2 * points).Select(value => (double)value));
        columns.Ring(1, 0).ToArray().ShouldBe([7.0, 8, 9, 10, 11, 12]);
        Should.Throw<ArgumentOutOfRangeException>(() => columns.Ring(1, 1));
    }

    [Fact]
    public void A_ring_without_points_is_empty()
    {
        File.WriteAllText(_path, """{"annotations":[{"segmentation":[[]]},{"segmentation":[]},{"segmentation":[[1,2],[]]}]}""");
        CocoColumns columns = CocoColumns.Read(_path);
        columns.Ring(0, 0).IsEmpty.ShouldBeTrue();
        columns.RingCount(1).ShouldBe(0);
        columns.Ring(2, 0).ToArray().ShouldBe([1.0, 2]);
        columns.Ring(2, 1).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_long_ring_amid_many_short_ones_stays_in_its_place()
    {
        const int count = 40_000;
        Random random = new(8);
        int[] lengths =
            [.. Enumerable.Range(0, count).Select(i => i % 13_000 == 7 ? 2 * random.Next(20_000, 90_000) : 2 * random.Next(1, 6))];
        using (StreamWriter file = new(_path))
        {
            file.Write("{\"annotations\":[");
            for (int i = 0; i < count; i++)
                file.Write($"{(i == 0 ? "" : ",")}{{\"segmentation\":[[{string.Join(',', Enumerable.Range(i, lengths[i]))}]]}}");
            file.Write("]}");
        }

        CocoColumns columns = CocoColumns.Read(_path);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<double> ring = columns.Ring(i, 0);
            ring.Length.ShouldBe(lengths[i]);
            ring[0].ShouldBe(i);
            ring[^1].ShouldBe(i + lengths[i] - 1);
        }
    }

    [Fact]
    public void Identifiers_of_any_size_and_order_come_back()
    {
        long[] ids = [.. Identifiers(new Random(6)).Take(60_000)];
        File.WriteAllText(_path, $"{{\"annotations\":[{string.Join(',', ids.Select(id => $"{{\"id\":{id},\"iscrowd\":{id & 1}}}"))}]}}");
        CocoColumns columns = CocoColumns.Read(_path);
        columns.Count.ShouldBe(ids.Length);
        for (int i = 0; i < ids.Length; i++)
        {
            columns.Id(i).ShouldBe(ids[i]);
            columns.IsCrowd(i).ShouldBe((ids[i] & 1) == 1);
        }

        Should.Throw<ArgumentOutOfRangeException>(() => columns.Id(ids.Length));
        Should.Throw<ArgumentOutOfRangeException>(() => columns.IsCrowd(ids.Length));
    }

    [Fact]
    public void Numbers_with_few_and_with_many_decimals_come_back_to_the_last_bit()
    {
        Random random = new(9);
        double[] numbers =
            [.. Enumerable.Range(0, 40_000).Select(i => i < 20_000 ? random.Next(-100_000, 200_000) / 100.0 : random.NextDouble() * 1000)];
        numbers[30_000] = -0.0;
        File.WriteAllText(_path, $"{{\"annotations\":[{string.Join(',', numbers.Select(x => string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{{\"bbox\":[{x:R},0,{Math.Abs(x):R},1],\"area\":{Math.Abs(x):R}}}")))}]}}");
        CocoColumns columns = CocoColumns.Read(_path);
        for (int i = 0; i < numbers.Length; i++)
        {
            BitConverter.DoubleToInt64Bits(columns.Box(i).X).ShouldBe(BitConverter.DoubleToInt64Bits(numbers[i]));
            columns.Box(i).Width.ShouldBe(Math.Abs(numbers[i]));
            columns.Area(i).ShouldBe(Math.Abs(numbers[i]));
        }

        Should.Throw<ArgumentOutOfRangeException>(() => columns.Box(numbers.Length));
    }

    /// <summary>Chunks that count up, of few values, of wide ones, and of the ends of the range.</summary>
    private static IEnumerable<long> Identifiers(Random random)
    {
        for (int i = 0; i < 16_384; i++)
            yield return 1_000_000_000_000 + i;
        for (int i = 0; i < 16_384; i++)
            yield return random.Next(200) - 100;
        for (int i = 0; i < 16_384; i++)
            yield return random.NextInt64(4_000_000_000);
        while (true)
            yield return random.Next(3) switch { 0 => long.MinValue, 1 => long.MaxValue, _ => random.NextInt64() };
    }

    [Theory]
    [InlineData("""{"annotations":[{"bbox":[1,2,3]}]}""")]
    [InlineData("""{"annotations":[{"bbox":[1,2,-3,4]}]}""")]
    [InlineData("""{"annotations":[{"segmentation":[[1,2,3]]}]}""")]
    [InlineData("""{"annotations":[{"id":1.5}]}""")]
    [InlineData("""{"annotations":[{"bbox":[1e300,2,3,4]}]}""")]
    [InlineData("{\"annotations\":[")]
    public void What_is_not_coco_is_an_error_with_the_file(string json)
    {
        File.WriteAllText(_path, json);
        Should.Throw<AnnotationFormatException>(() => CocoColumns.Read(_path)).File.ShouldBe(_path);
    }

    private static ValueList<Point> Ring(Random random, int count) =>
        Enumerable.Range(0, count).Select(_ => new Point(random.NextDouble() * 100, random.NextDouble() * 100)).ToValueList();
}
