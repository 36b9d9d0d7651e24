using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>One schema feature each: scalars, nulls, enums, objects, maps, arrays.</summary>
public class SchemaReadingTests
{
    [Theory]
    [InlineData("{type: string}", nameof(PrimitiveKind.String))]
    [InlineData("{type: string, format: date}", nameof(PrimitiveKind.Date))]
    [InlineData("{type: string, format: date-time}", nameof(PrimitiveKind.DateTime))]
    [InlineData("{type: string, format: time}", nameof(PrimitiveKind.Time))]
    [InlineData("{type: string, format: duration}", nameof(PrimitiveKind.Duration))]
    [InlineData("{type: string, format: uuid}", nameof(PrimitiveKind.Uuid))]
    [InlineData("{type: string, format: uri}", nameof(PrimitiveKind.Uri))]
    [InlineData("{type: string, format: byte}", nameof(PrimitiveKind.Base64))]
    [InlineData("{type: string, contentEncoding: base64}", nameof(PrimitiveKind.Base64))]
    [InlineData("{type: string, format: binary}", nameof(PrimitiveKind.Binary))]
    [InlineData("{type: string, contentMediaType: application/octet-stream}", nameof(PrimitiveKind.Binary))]
    [InlineData("{type: string, contentMediaType: application/json}", nameof(PrimitiveKind.String))]
    [InlineData("{type: boolean}", nameof(PrimitiveKind.Boolean))]
    [InlineData("{type: integer}", nameof(PrimitiveKind.Integer))]
    [InlineData("{type: integer, format: int32}", nameof(PrimitiveKind.Int32))]
    [InlineData("{type: integer, format: int64}", nameof(PrimitiveKind.Int64))]
    [InlineData("{type: number}", nameof(PrimitiveKind.Double))]
    [InlineData("{type: number, format: float}", nameof(PrimitiveKind.Single))]
    [InlineData("{type: number, format: decimal}", nameof(PrimitiveKind.Decimal))]
    [InlineData("{type: number, format: int64}", nameof(PrimitiveKind.Int64))]
    [InlineData("{format: uuid}", nameof(PrimitiveKind.Uuid))]
    [InlineData("{pattern: '^a'}", nameof(PrimitiveKind.String))]
    [InlineData("{type: [integer, number]}", nameof(PrimitiveKind.Double))]
    [InlineData("{enum: [true, false]}", nameof(PrimitiveKind.Boolean))]
    public void A_type_and_format_are_a_scalar(string schema, string kind) =>
        SpecReading.ReadSchemas($"    A: {schema}").Schema("A").ShouldBeOfType<PrimitiveSchema>().Kind.ToString().ShouldBe(kind);

    [Fact]
    public void A_number_in_a_string_says_so() =>
        SpecReading.ReadSchemas("    A: {type: string, format: int64}").Schema("A")
            .ShouldBe(new PrimitiveSchema(PrimitiveKind.Int64) { AsString = true });

    [Theory]
    [InlineData("3.0.3", "{type: string, nullable: true}")]
    [InlineData("3.0.3", "{type: string, x-nullable: true}")]
    [InlineData("3.1.0", "{type: [string, 'null']}")]
    [InlineData("3.1.0", "{type: ['null', string]}")]
    [InlineData("3.1.0", "{oneOf: [{type: string}, {type: 'null'}]}")]
    [InlineData("3.1.0", "{anyOf: [{type: 'null'}, {type: string}]}")]
    [InlineData("3.1.0", "{anyOf: [{const: null}, {type: string}]}")]
    [InlineData("3.1.0", "{type: string, oneOf: [{type: 'null'}, {type: string}]}")]
    [InlineData("3.0.3", "{allOf: [{type: string}], nullable: true}")]
    [InlineData("3.0.3", "{allOf: [{type: string}, {nullable: true}]}")]
    public void Null_is_folded_out_of_every_spelling(string version, string schema) =>
        SpecReading.ReadSchemas($"    A: {schema}", version).Schema("A")
            .ShouldBe(new PrimitiveSchema(PrimitiveKind.String) { Nullable = true });

    [Theory]
    [InlineData("{$ref: '#/components/schemas/N'}")]
    [InlineData("{oneOf: [{$ref: '#/components/schemas/B'}, {type: 'null'}]}")]
    [InlineData("{allOf: [{$ref: '#/components/schemas/B'}], nullable: true}")]
    [InlineData("{allOf: [{$ref: '#/components/schemas/B'}, {nullable: true}]}")]
    [InlineData("{$ref: '#/components/schemas/B', nullable: true}")]
    public void A_reference_that_may_be_null_says_so(string schema)
    {
        Schema read = SpecReading.ReadSchemas($$"""
                A: {properties: {a: {{schema}} } }
                B: {type: object, properties: {b: {type: string} } }
                N: {type: [object, 'null'], properties: {b: {type: string} } }
            """).Schema("A").Property("a");

        read.ShouldBeOfType<ReferenceSchema>().Nullable.ShouldBeTrue();
    }

    [Fact]
    public void Null_in_an_enum_makes_it_nullable_and_is_no_value()
    {
        EnumSchema schema = SpecReading.ReadSchemas("    A: {type: string, enum: [a, null, b]}").Schema("A").ShouldBeOfType<EnumSchema>();

        schema.Nullable.ShouldBeTrue();
        schema.Values.Select(v => v.Json).ShouldBe(["\"a\"", "\"b\""]);
    }

    [Theory]
    [InlineData("{type: string, enum: [a, b]}", nameof(EnumValueKind.String), "\"a\" \"b\"")]
    [InlineData("{type: integer, enum: [1, -2]}", nameof(EnumValueKind.Integer), "1 -2")]
    [InlineData("{enum: [1, two, 3.5]}", nameof(EnumValueKind.Mixed), "1 \"two\" 3.5")]
    [InlineData("{const: only}", nameof(EnumValueKind.String), "\"only\"")]
    [InlineData("{type: string, enum: [no, on, 2020-01-01, '1', 1]}", nameof(EnumValueKind.String), "\"no\" \"on\" \"2020-01-01\" \"1\"")]
    [InlineData("{type: integer, enum: ['1', '2']}", nameof(EnumValueKind.Integer), "1 2")]
    [InlineData("{oneOf: [{const: a}, {const: b}]}", nameof(EnumValueKind.String), "\"a\" \"b\"")]
    [InlineData("{anyOf: [{enum: [a]}, {enum: [b]}]}", nameof(EnumValueKind.String), "\"a\" \"b\"")]
    [InlineData("{anyOf: [{type: string}, {type: string, enum: [a, b]}]}", nameof(EnumValueKind.String), "\"a\" \"b\"")]
    public void An_enum_has_its_values_as_json(string schema, string kind, string values)
    {
        EnumSchema read = SpecReading.ReadSchemas($"    A: {schema}").Schema("A").ShouldBeOfType<EnumSchema>();

        read.Kind.ToString().ShouldBe(kind);
        string.Join(" ", read.Values.Select(v => v.Json)).ShouldBe(values);
    }

    [Theory]
    [InlineData("x-enum-varnames: [First, Second]")]
    [InlineData("x-enumNames: [First, Second]")]
    [InlineData("x-enum-varnames: {a: First, b: Second}")]
    [InlineData("x-ms-enum: {name: E, values: [{value: b, name: Second}, {value: a, name: First}]}")]
    public void Enum_values_take_their_names_from_other_tools_extensions(string extension)
    {
        EnumSchema read = SpecReading.ReadSchemas($"    A: {{type: string, enum: [a, b], {extension}}}").Schema("A")
            .ShouldBeOfType<EnumSchema>();

        read.Values.Select(v => v.PreferredName).ShouldBe(["First", "Second"]);
    }

    [Fact]
    public void Constants_take_their_names_and_words_from_the_schema_around_them()
    {
        EnumSchema read = SpecReading.ReadSchemas(
            "    A: {oneOf: [{const: a, title: First, description: One.}, {const: b, title: Second, deprecated: true}]}")
            .Schema("A").ShouldBeOfType<EnumSchema>();

        read.Values.ShouldBe(EquatableArray.Create(new EnumValue("\"a\"", "First", "One."),
            new EnumValue("\"b\"", "Second", null, Deprecated: true)));
    }

    [Fact]
    public void An_object_keeps_the_order_and_the_flags_of_its_properties()
    {
        ObjectSchema read = SpecReading.ReadSchemas("""
                A:
                  type: object
                  required: [b]
                  properties:
                    b: {type: string, readOnly: true}
                    a: {type: string, writeOnly: true, x-csharp-name: First}
                    c: {type: [string, 'null'], x-send-null: true, deprecated: true}
            """).Schema("A").ShouldBeOfType<ObjectSchema>();

        read.Properties.Select(p => (p.Name, p.Required, p.ReadOnly, p.WriteOnly, p.PreferredName, p.SendNull, p.Schema.Deprecated))
            .ShouldBe(
        [
            ("b", true, true, false, null, false, false),
            ("a", false, false, true, "First", false, false),
            ("c", false, false, false, null, true, true),
        ]);
    }

    [Theory]
    [InlineData("{type: object}")]
    [InlineData("{type: object, additionalProperties: true}")]
    [InlineData("{type: object, additionalProperties: {}}")]
    public void An_object_that_says_nothing_is_free_form(string schema) =>
        SpecReading.ReadSchemas($"    A: {schema}").Schema("A").ShouldBe(new MapSchema(new AnySchema()));

    [Fact]
    public void Typed_additional_properties_alone_are_a_map() =>
        SpecReading.ReadSchemas("    A: {additionalProperties: {type: integer}}").Schema("A")
            .ShouldBe(new MapSchema(new PrimitiveSchema(PrimitiveKind.Integer)));

    [Fact]
    public void Typed_additional_properties_beside_listed_ones_are_kept() =>
        SpecReading.ReadSchemas("    A: {properties: {a: {type: string}}, additionalProperties: {type: integer}}").Schema("A")
            .ShouldBeOfType<ObjectSchema>().AdditionalProperties.ShouldBe(new PrimitiveSchema(PrimitiveKind.Integer));

    [Fact]
    public void An_object_closed_to_everything_is_a_type_without_properties() =>
        SpecReading.ReadSchemas("    A: {type: object, additionalProperties: false}").Schema("A")
            .ShouldBeOfType<ObjectSchema>().Properties.ShouldBeEmpty();

    [Fact]
    public void Arrays_of_arrays_are_read_inside_out() =>
        SpecReading.ReadSchemas("    A: {type: array, items: {type: array, items: {type: number}}}").Schema("A")
            .ShouldBe(new ArraySchema(new ArraySchema(new PrimitiveSchema(PrimitiveKind.Double))));

    [Fact]
    public void A_tuple_is_a_list_of_what_fits_every_position()
    {
        Schema read = SpecReading.ReadSchemas("    A: {type: array, prefixItems: [{type: string}, {type: integer}]}").Schema("A");

        read.ShouldBeOfType<ArraySchema>().Items.ShouldBeOfType<UnionSchema>().Variants.Count.ShouldBe(2);
    }

    [Fact]
    public void Limits_keep_the_spelling_of_numbers()
    {
        Constraints limits = SpecReading.ReadSchemas("    A: {type: number, minimum: 1.50, exclusiveMaximum: 1e400, minLength: 2}")
            .Schema("A").Constraints;

        limits.ShouldBe(new Constraints { Minimum = "1.50", Maximum = "1e400", ExclusiveMaximum = true, MinLength = 2 });
        SpecReading.ReadSchemas("    A: {type: number, minimum: 1, exclusiveMinimum: true}", "3.0.3").Schema("A").Constraints
            .ShouldBe(new Constraints { Minimum = "1", ExclusiveMinimum = true });
    }

    [Fact]
    public void Defaults_and_examples_are_json()
    {
        Schema read = SpecReading.ReadSchemas("    A: {type: object, default: {a: [1, yes, null, 007, .5]}, examples: ['x\"y', 2]}")
            .Schema("A");

        read.DefaultJson.ShouldBe("""{"a":[1,"yes",null,7,0.5]}""");
        read.ExampleJson.ShouldBe("\"x\\\"y\"");
    }

    [Fact]
    public void An_example_alone_gives_the_shape()
    {
        Schema read = SpecReading.ReadSchemas("    A: {description: D, example: {id: 1, tags: [a], at: null, ok: true}}").Schema("A");

        read.Property("id").ShouldBe(new PrimitiveSchema(PrimitiveKind.Double));
        read.Property("tags").ShouldBe(new ArraySchema(new PrimitiveSchema(PrimitiveKind.String)));
        read.Property("at").ShouldBe(new AnySchema { Nullable = true });
        read.Description.ShouldBe("D");
    }
}
