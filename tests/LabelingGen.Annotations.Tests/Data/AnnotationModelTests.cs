using System.Text.Json;

namespace LabelingGen.Annotations.Tests.Data;

public class AnnotationModelTests
{
    [Fact]
    public void Annotations_are_equal_by_value_whatever_the_order_of_their_attributes()
    {
        Annotation one = Sample([new("color", "red"), new("doors", 4)]);
        Annotation two = Sample([new("doors", 4), new("color", "red")]);
        one.ShouldBe(two);
        one.GetHashCode().ShouldBe(two.GetHashCode());
        (one with { Label = "van" }).ShouldNotBe(one);
        Sample([new("color", "red"), new("doors", 5)]).ShouldNotBe(one);

        static Annotation Sample(KeyValuePair<string, AttributeValue>[] attributes) => new(new Box(1, 2, 3, 4), "car")
        {
            Attributes = ValueMap<AttributeValue>.Create(attributes),
            Extra = ValueMap<JsonText>.Empty.With("score_raw", JsonText.Parse("10.0")),
        };
    }

    [Fact]
    public void The_main_label_is_the_first_of_the_labels()
    {
        Annotation annotation = new() { Labels = ["car", "vehicle"] };
        annotation.Label.ShouldBe("car");
        (annotation with { Label = "bus" }).Labels.ShouldBe(["bus"]);
        (annotation with { Label = null }).Labels.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void The_stored_box_wins_over_the_bounds_of_the_shape()
    {
        Annotation annotation = new(Polygon.FromBox(new Box(0, 0, 5, 5)));
        annotation.BoundingBox.ShouldBe(new Box(0, 0, 5, 5));
        (annotation with { StoredBox = new Box(0, 0, 6, 6) }).BoundingBox.ShouldBe(new Box(0, 0, 6, 6));
        new Annotation(new TextSpan(0, 3)).BoundingBox.ShouldBeNull();
    }

    [Fact]
    public void Json_text_is_kept_digit_for_digit()
    {
        JsonText.Parse(" 10.0 ").Text.ShouldBe("10.0");
        JsonText.Parse("10.0").ShouldNotBe(JsonText.Parse("10"));
        JsonText.From("a\"b\n").ToElement().GetString().ShouldBe("a\"b\n");
        JsonText.From(0.1).Text.ShouldBe("0.1");
        default(JsonText).Text.ShouldBe("null");
        Should.Throw<FormatException>(() => JsonText.Parse("{\"a\":"));
        Should.Throw<FormatException>(() => JsonText.Parse("1 2"));
        Should.Throw<FormatException>(() => JsonText.Parse(""));
        Should.Throw<FormatException>(() => JsonText.Parse(new string('[', 100_000)));
    }

    [Fact]
    public void Attribute_values_say_what_they_are()
    {
        AttributeValue number = 0.1;
        number.AsNumber().ShouldBe(0.1);
        number.ToString().ShouldBe("0.1");
        Should.Throw<InvalidOperationException>(() => number.AsText()).Message.ShouldContain("Number");
        AttributeValue.From((ValueList<string>)["a", "b"]).ShouldBe(AttributeValue.From((ValueList<string>)["a", "b"]));
        AttributeValue.From(true).ShouldNotBe(AttributeValue.From(1.0));
    }

    [Fact]
    public void Maps_keep_the_order_they_were_filled_in_and_find_among_many()
    {
        ValueMap<int> map = ValueMap<int>.Create(Enumerable.Range(0, 50).Select(i => new KeyValuePair<string, int>($"k{49 - i}", i)));
        map.Keys.First().ShouldBe("k49");
        map["k0"].ShouldBe(49);
        map.With("k0", 7)["k0"].ShouldBe(7);
        map.Without("k0").ContainsKey("k0").ShouldBeFalse();
        Should.Throw<KeyNotFoundException>(() => map["absent"]).Message.ShouldContain("absent");
    }

    [Fact]
    public async Task A_data_set_can_be_read_twice_and_finds_undeclared_categories()
    {
        AnnotatedDataset dataset = new(
        [
            new AnnotatedImage("a.jpg", new ImageSize(4, 3), [new Annotation(new Point(1, 1), "dog")]),
            new AnnotatedImage("b.jpg", null, [new Annotation(new Point(1, 1), "cat"), new Annotation(new Point(2, 1), "dog")]),
        ])
        { Categories = [new Category("cat") { Id = 7 }] };
        (await dataset.ToListAsync()).Count.ShouldBe(2);
        (await dataset.FindCategoriesAsync()).Select(category => category.Name).ShouldBe(["cat", "dog"]);
        AnnotatedDataset renamed = dataset.Select(image => image with { Name = "x/" + image.Name });
        (await renamed.ToListAsync())[1].Name.ShouldBe("x/b.jpg");
        renamed.Categories[0].Id.ShouldBe(7);
    }

    [Theory]
    [InlineData("\"\\ud83d\\uDE00\"", true)]
    [InlineData("\"\\\\ud800\"", true)]
    [InlineData("{\"a\":[\"\\ud800\"]}", false)]
    [InlineData("{\"\\udc00\":1}", false)]
    public void Json_text_holds_whole_characters(string json, bool isWhole)
    {
        if (isWhole)
            JsonText.Parse(json).ToElement().GetString().ShouldBe(JsonSerializer.Deserialize<string>(json));
        else
            Should.Throw<FormatException>(() => JsonText.Parse(json)).Message.ShouldContain("half a character");
    }

    [Fact]
    public void Json_text_says_the_same_in_one_way_and_keeps_digits() => JsonText.Parse(" { \"a\" : [1.0,\n1E2, \"\\u00e9\\u003c\"] } ")
        .Text.ShouldBe("{\"a\":[1.0,1E2,\"é<\"]}");

    [Fact]
    public async Task A_data_set_that_knows_all_its_categories_is_not_read_for_more()
    {
        AnnotatedDataset unread = new(static _ => throw new InvalidOperationException("It was read."));
        AnnotatedDataset known = unread.WithAllCategories([new Category("cat")]);
        (await known.FindCategoriesAsync()).ShouldBe([new Category("cat")]);
        Should.Throw<InvalidOperationException>(() => unread.ReadImagesAsync());
    }

    [Fact]
    public async Task Reading_a_data_set_stops_when_cancelled()
    {
        using CancellationTokenSource source = new();
        AnnotatedDataset dataset = new(Enumerable.Range(0, 100).Select(i => new AnnotatedImage($"{i}")));
        int seen = 0;
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (AnnotatedImage _ in dataset.ReadImagesAsync(source.Token))
            {
                if (++seen == 3)
                    source.Cancel();
            }
        });
        seen.ShouldBe(3);
    }
}
