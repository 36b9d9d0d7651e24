using System.Globalization;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>Numbers of YOLO are parts of the picture.</summary>
public sealed class YoloConventionTests : ConventionTests
{
    [Fact]
    public async Task Boxes_of_yolo_are_centres_and_sizes_in_parts_of_the_picture()
    {
        Write("yolo/classes.txt", "cat\ndog\n");
        Write("yolo/labels/a.txt", "1 0.5 0.25 0.2 0.1\n0 0.1 0.2 0.2 0.4 0.875\n");
        AnnotatedImage image = (await ReadAsync(AnnotationFormats.Yolo, "yolo", Sized(200, 100))).Single();
        image.Annotations[0].ShouldBe(new Annotation(new Box(80, 20, 40, 10), "dog"));
        image.Annotations[1].Label.ShouldBe("cat");
        image.Annotations[1].Confidence.ShouldBe(0.875);
        Box box = image.Annotations[1].Shape.ShouldBeOfType<Box>();
        box.Right.ShouldBe(40, 1e-9);
        box.Bottom.ShouldBe(40, 1e-9);
        (await WrittenAsync(AnnotationFormats.Yolo, image with { Annotations = [new Annotation(new Box(1, 1, 1, 1), "dog")] },
            "labels/a.txt", new FormatOptions { Classes = ["cat", "dog"], Digits = 3 })).ShouldBe("1 0.007 0.015 0.005 0.010\n");
        // Shortest, and without an exponent, however small.
        (await WrittenAsync(AnnotationFormats.Yolo, new AnnotatedImage("a.png", new ImageSize(100_000, 100_000),
            [new Annotation(new Box(0, 0, 2, 3), "dog")]), "labels/a.txt")).ShouldBe("0 0.00001 0.000015 0.00002 0.00003\n");
    }

    [Fact]
    public async Task Rounded_boxes_of_yolo_that_touch_the_border_do_not_cross_it()
    {
        for (int side = 1; side <= 640; side += 37)
        {
            Annotation[] boxes = [.. Enumerable.Range(0, side).SelectMany(start => new[]
            {
                new Annotation(new Box(start, 0, side - start, start + 1), "cat"),
                new Annotation(new Box(0, start, start + 1, side - start), "cat"),
            })];
            AnnotatedImage image = new("a.png", new ImageSize(side, side), boxes.ToValueList());
            foreach (int digits in new[] { 1, 3, 6 })
            {
                string text = await WrittenAsync(AnnotationFormats.Yolo, image, "labels/a.txt", new FormatOptions { Digits = digits });
                string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
                lines.Length.ShouldBe(boxes.Length);
                foreach (string line in lines)
                {
                    decimal[] numbers = [.. line.Split(' ').Select(static word => decimal.Parse(word, CultureInfo.InvariantCulture))];
                    for (int axis = 1; axis <= 2; axis++)
                    {
                        (numbers[axis] - numbers[axis + 2] / 2).ShouldBeGreaterThanOrEqualTo(0, line);
                        (numbers[axis] + numbers[axis + 2] / 2).ShouldBeLessThanOrEqualTo(1, line);
                    }
                }
            }
        }

        AnnotatedImage outside = new("a.png", new ImageSize(10, 10), [new Annotation(new Box(-1, 8, 4, 4), "cat")]);
        (await WrittenAsync(AnnotationFormats.Yolo, outside, "labels/a.txt", new FormatOptions { Digits = 2 }))
            .ShouldBe("0 0.10 1.00 0.40 0.40\n");
    }

    [Fact]
    public async Task Oriented_boxes_of_yolo_are_fitted_in_pixels_not_in_parts_of_the_picture()
    {
        // A square on its tip: in a picture twice as wide as high its parts are no rectangle.
        Write("obb/labels/a.txt", "0 0.25 0.2 0.35 0.4 0.25 0.6 0.15 0.4\n0 0.1 0.1 0.5 0.1 0.6 0.5 0.1 0.5\n");
        AnnotatedImage image = (await ReadAsync(AnnotationFormats.YoloOrientedBoxes, "obb", Sized(200, 100))).Single();
        RotatedBox turned = image.Annotations[0].Shape.ShouldBeOfType<RotatedBox>();
        turned.Width.ShouldBe(Math.Sqrt(800), 1e-4);
        turned.Height.ShouldBe(Math.Sqrt(800), 1e-4);
        turned.AngleDegrees.ShouldBe(45, 1e-4);
        Polygon four = image.Annotations[1].Shape.ShouldBeOfType<Polygon>();
        (await WrittenAsync(AnnotationFormats.YoloOrientedBoxes, image with { Annotations = [new Annotation(four, "0")] }, "labels/a.txt"))
            .Split(' ').Select(Number).ShouldBe([0, 0.1, 0.1, 0.5, 0.1, 0.6, 0.5, 0.1, 0.5]);

        // The least box around this triangle lies along its long side.
        Polygon triangle = new([new(20, 20), new(60, 60), new(35, 45)]);
        foreach (IShape shape in new IShape[] { triangle, new MultiPolygon([triangle]), new Ellipse(40, 40, 20, 10, 45) })
        {
            Write("obb2/labels/a.txt", await WrittenAsync(AnnotationFormats.YoloOrientedBoxes,
                image with { Annotations = [new Annotation(shape, "0")] }, "labels/a.txt"));
            RotatedBox box = (await ReadAsync(AnnotationFormats.YoloOrientedBoxes, "obb2", Sized(200, 100))).Single()
                .Annotations[0].Shape.ShouldBeOfType<RotatedBox>();
            double[] sides = [box.Width, box.Height];
            double[] expected = shape is Ellipse ? [20, 40] : [10 / Math.Sqrt(2), Math.Sqrt(3200)];
            sides.Order().Zip(expected).ShouldAllBe(static pair => Math.Abs(pair.First - pair.Second) < 1e-3);
        }

        Mask mask = Mask.FromShape(new RotatedBox(100, 50, 60, 10, 30), 200, 100);
        string line = await WrittenAsync(AnnotationFormats.YoloOrientedBoxes,
            image with { Annotations = [new Annotation(mask, "0")] }, "labels/a.txt");
        Write("obb3/labels/a.txt", line);
        (await ReadAsync(AnnotationFormats.YoloOrientedBoxes, "obb3", Sized(200, 100))).Single()
            .Annotations[0].Shape.ShouldBeOfType<RotatedBox>().Area.ShouldBeLessThan(60 * 10 * 1.4);
    }

    [Theory]
    [InlineData("0 0.5 0.2 0.5 0.2 0.5 0.6 0.5 0.6")]
    [InlineData("0 0.1 0.2 0.5 0.2 0.5 0.2 0.1 0.2")]
    public async Task A_turned_box_without_width_or_height_keeps_its_direction(string line)
    {
        Write("obb/labels/a.txt", line);
        AnnotatedImage image = (await ReadAsync(AnnotationFormats.YoloOrientedBoxes, "obb", Sized(100, 100))).Single();
        (await WrittenAsync(AnnotationFormats.YoloOrientedBoxes, image, "labels/a.txt")).Split(' ').Select(Number)
            .ShouldBe(line.Split(' ').Select(Number));
    }
}
