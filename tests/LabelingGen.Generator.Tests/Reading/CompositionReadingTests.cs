using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>Schemas made of other schemas: references, allOf, unions, hierarchies.</summary>
public class CompositionReadingTests
{
    [Fact]
    public void AllOf_merges_properties_and_what_is_required()
    {
        ObjectSchema read = SpecReading.ReadSchemas("""
                A:
                  description: Mine.
                  required: [own]
                  properties: {own: {type: string}}
                  allOf:
                    - $ref: '#/components/schemas/B'
                    - {required: [b]}
                    - {properties: {last: {type: integer}}}
                B: {description: Not mine., type: object, properties: {b: {type: string}}, required: [c]}
            """).Schema("A").ShouldBeOfType<ObjectSchema>();

        read.Properties.Select(p => (p.Name, p.Required)).ShouldBe([("own", true), ("b", true), ("last", false)]);
        read.Description.ShouldBe("Mine.");
        read.BaseId.ShouldBeNull();
    }

    [Fact]
    public void A_schema_that_is_merged_into_another_is_used()
    {
        ReadResult read = SpecReading.Read("""
            openapi: 3.1.0
            info: { title: T, version: '1' }
            paths:
              /a:
                get:
                  responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } } }
            components:
              schemas:
                A: { allOf: [ { $ref: '#/components/schemas/Trait' }, { properties: { a: { type: string } } } ] }
                Trait: { type: object, properties: { b: { type: string } } }
                Nothing: { type: object, properties: { c: { type: string } } }
            """);

        read.Diagnostics.Select(d => (d.Id, d.Pointer)).ShouldBe([("LG2016", "#/components/schemas/Nothing")]);
    }

    [Fact]
    public void One_reference_in_allOf_with_words_is_the_reference_with_words()
    {
        Schema read = SpecReading.ReadSchemas("""
                A: {properties: {a: {description: Here., default: x, allOf: [{$ref: '#/components/schemas/E'}]}}}
                E: {type: string, enum: [x, y]}
            """).Schema("A").Property("a");

        read.ShouldBe(new ReferenceSchema("#/components/schemas/E") { Description = "Here.", DefaultJson = "\"x\"" });
    }

    [Fact]
    public void A_discriminated_base_is_inherited_not_merged()
    {
        ReadResult result = SpecReading.ReadSchemas("""
                Pet:
                  type: object
                  required: [kind]
                  properties: {kind: {type: string}, name: {type: string}}
                  discriminator: {propertyName: kind, mapping: {kitty: '#/components/schemas/Cat'}}
                Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {name: {type: string}, lives: {type: integer}}}]}
                Dog: {allOf: [{$ref: '#/components/schemas/Pet'}]}
                Puppy: {allOf: [{$ref: '#/components/schemas/Dog'}, {properties: {age: {type: integer}}}]}
            """);

        result.Schema("Pet").ShouldBeOfType<ObjectSchema>().Discriminator.ShouldBe(new Discriminator("kind", EquatableArray.Create(
            new DiscriminatorMapping("kitty", "#/components/schemas/Cat"),
            new DiscriminatorMapping("Dog", "#/components/schemas/Dog"),
            new DiscriminatorMapping("Puppy", "#/components/schemas/Puppy"))));
        ObjectSchema cat = result.Schema("Cat").ShouldBeOfType<ObjectSchema>();
        cat.BaseId.ShouldBe("#/components/schemas/Pet");
        cat.Properties.Select(p => p.Name).ShouldBe(["lives"]);
        result.Schema("Puppy").ShouldBeOfType<ObjectSchema>().BaseId.ShouldBe("#/components/schemas/Dog");
    }

    [Fact]
    public void A_base_whose_oneOf_lists_its_own_children_is_a_hierarchy()
    {
        ReadResult result = SpecReading.ReadSchemas("""
                Pet:
                  type: object
                  properties: {kind: {type: string}}
                  discriminator: {propertyName: kind}
                  oneOf: [{$ref: '#/components/schemas/Cat'}]
                Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {lives: {type: integer}}}]}
            """);

        result.Schema("Pet").ShouldBeOfType<ObjectSchema>().Discriminator!.Mappings.Count.ShouldBe(1);
        result.Schema("Cat").ShouldBeOfType<ObjectSchema>().BaseId.ShouldBe("#/components/schemas/Pet");
    }

    [Fact]
    public void The_discriminator_of_2_0_is_a_property_name()
    {
        ReadResult result = SpecReading.Read("""
            swagger: '2.0'
            info: { title: T, version: '1' }
            paths: {}
            definitions:
              Pet: {type: object, discriminator: kind, properties: {kind: {type: string}}}
              Cat: {x-ms-discriminator-value: '#cat', allOf: [{$ref: '#/definitions/Pet'}]}
            """);

        result.Schema("Pet").ShouldBeOfType<ObjectSchema>().Discriminator
            .ShouldBe(new Discriminator("kind", EquatableArray.Create(new DiscriminatorMapping("#cat", "#/definitions/Cat"))));
    }

    [Fact]
    public void A_union_has_its_alternatives_and_the_values_that_tell_them_apart()
    {
        UnionSchema union = SpecReading.ReadSchemas("""
                A:
                  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
                  discriminator: {propertyName: kind, mapping: {c: Cat, gone: Nowhere}}
                Cat: {type: object, properties: {kind: {type: string}}}
                Dog: {type: object, properties: {kind: {type: string}}}
            """).Schema("A").ShouldBeOfType<UnionSchema>();

        union.Variants.ShouldBe(EquatableArray.Create<Schema>(
            new ReferenceSchema("#/components/schemas/Cat"), new ReferenceSchema("#/components/schemas/Dog")));
        union.Discriminator.ShouldBe(new Discriminator("kind", EquatableArray.Create(
            new DiscriminatorMapping("c", "#/components/schemas/Cat"), new DiscriminatorMapping("Dog", "#/components/schemas/Dog"))));
    }

    [Theory]
    [InlineData("{oneOf: [{type: string}]}", typeof(PrimitiveSchema))]
    [InlineData("{anyOf: [{type: string}, {type: string}]}", typeof(PrimitiveSchema))]
    [InlineData("{anyOf: [{type: string, format: date}, {type: string, format: date-time}]}", typeof(PrimitiveSchema))]
    [InlineData("{oneOf: [{type: number}, {type: string}]}", typeof(UnionSchema))]
    [InlineData("{type: [integer, string]}", typeof(UnionSchema))]
    [InlineData("{oneOf: [{}, {type: string}]}", typeof(AnySchema))]
    [InlineData("{type: object, properties: {a: {}}, oneOf: [{required: [a]}, {required: [b]}]}", typeof(ObjectSchema))]
    [InlineData("{oneOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/B'}]}", typeof(ReferenceSchema))]
    [InlineData("{anyOf: [{$ref: '#/components/schemas/E'}, {type: string}]}", typeof(ReferenceSchema))]
    public void A_union_becomes_the_simplest_schema_that_fits(string schema, Type expected) => SpecReading.ReadSchemas($$"""
            A: {properties: {a: {{schema}} } }
            B: {type: object, properties: {b: {type: string} } }
            E: {type: string, enum: [x, y]}
        """).Schema("A").Property("a").ShouldBeOfType(expected);

    [Fact]
    public void Properties_beside_oneOf_belong_to_every_alternative()
    {
        UnionSchema union = SpecReading.ReadSchemas("""
                A:
                  type: object
                  required: [id]
                  properties: {id: {type: string}}
                  oneOf:
                    - {title: One, properties: {x: {type: string}}}
                    - $ref: '#/components/schemas/B'
                B: {type: object, properties: {b: {type: string}}}
            """).Schema("A").ShouldBeOfType<UnionSchema>();

        union.Variants.Select(v => (v.Title,
            string.Join(" ", ((ObjectSchema)v).Properties.Select(p => p.Name).Order(StringComparer.Ordinal))))
            .ShouldBe([("One", "id x"), ("B", "b id")]);
    }

    [Fact]
    public void A_discriminator_beside_common_properties_tells_the_combinations_apart()
    {
        ReadResult result = SpecReading.ReadSchemas("""
                A:
                  type: object
                  properties: {kind: {type: string}}
                  oneOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}]
                  discriminator: {propertyName: kind, mapping: {b1: '#/components/schemas/B', b2: '#/components/schemas/B', c: '#/components/schemas/C'}}
                B: {type: object, properties: {b: {type: string}}}
                C: {type: object, properties: {c: {type: string}}}
            """);

        UnionSchema union = result.Schema("A").ShouldBeOfType<UnionSchema>();
        union.Variants.ShouldBe(EquatableArray.Create<Schema>(
            new ReferenceSchema("#/components/schemas/A/oneOf/0"), new ReferenceSchema("#/components/schemas/A/oneOf/1")));
        union.Discriminator!.Mappings.Select(m => m.Value + " " + m.SchemaId).ShouldBe(
            ["b1 #/components/schemas/A/oneOf/0", "b2 #/components/schemas/A/oneOf/0", "c #/components/schemas/A/oneOf/1"]);
        result.Schema("A B").ShouldBeOfType<ObjectSchema>().Properties.Select(p => p.Name).ShouldBe(["b", "kind"]);
        result.Diagnostics.ShouldNotContain(d => d.Id == "LG2006");
    }

    [Fact]
    public void Several_unions_of_objects_become_one_object()
    {
        ObjectSchema read = SpecReading.ReadSchemas("""
                A:
                  allOf:
                    - oneOf: [{properties: {a: {type: string}}, required: [a]}, {properties: {b: {type: string}}}]
                    - oneOf: [{properties: {c: {type: string}}}, {properties: {d: {type: string}}}]
            """).Schema("A").ShouldBeOfType<ObjectSchema>();

        read.Properties.Select(p => (p.Name, p.Required)).ShouldBe([("a", false), ("b", false), ("c", false), ("d", false)]);
    }

    [Fact]
    public void A_schema_may_contain_itself()
    {
        Schema read = SpecReading.ReadSchemas(
            "    A: {properties: {next: {$ref: '#/components/schemas/A'}, all: {type: array, items: {$ref: '#/components/schemas/A'}}}}")
            .Schema("A");

        read.Property("next").ShouldBe(new ReferenceSchema("#/components/schemas/A"));
        read.Property("all").ShouldBe(new ArraySchema(new ReferenceSchema("#/components/schemas/A")));
    }

    [Theory]
    [InlineData("#/components/schemas/Pet~1s", "a/b")]
    [InlineData("#/components/schemas/100%25", "percent")]
    [InlineData("#/components/schemas/with%20space", "space")]
    [InlineData("#/components/schemas/Alias", "a/b")]
    [InlineData("Bare", "bare")]
    [InlineData("#anchored", "anchored")]
    public void References_find_their_target_however_it_is_written(string reference, string description)
    {
        ReadResult result = SpecReading.ReadSchemas($$"""
                A: {properties: {a: {$ref: '{{reference}}' } } }
                Pet/s: {type: object, description: a/b}
                100%: {type: object, description: percent}
                with space: {type: object, description: space}
                Alias: {$ref: '#/components/schemas/Alias2'}
                Alias2: {$ref: '#/components/schemas/Pet~1s'}
                Bare: {type: object, description: bare}
                Anchored: {$anchor: anchored, type: object, description: anchored}
            """);

        string id = result.Schema("A").Property("a").ShouldBeOfType<ReferenceSchema>().Id;
        result.Model!.Schemas.Single(s => s.Id == id).Schema.Description.ShouldBe(description);
    }

    [Fact]
    public void A_place_deep_in_another_schema_is_one_type_at_both_ends()
    {
        ReadResult result = SpecReading.ReadSchemas("""
                A: {properties: {inner: {type: object, properties: {x: {type: string}}}}}
                B: {properties: {same: {$ref: '#/components/schemas/A/properties/inner'}}}
            """);

        ReferenceSchema use = new("#/components/schemas/A/properties/inner");
        result.Schema("A").Property("inner").ShouldBe(use);
        result.Schema("B").Property("same").ShouldBe(use);
        result.Model!.Schemas.Single(s => s.Id == use.Id).Name.ShouldBe("A inner");
    }

    [Theory]
    [InlineData("#/defs/Owner", "Owner")]
    [InlineData("#/components/x-shared/Owner", "Owner")]
    [InlineData("#/defs/Pet", "defs Pet")] // Pet is another schema.
    public void A_schema_in_a_container_of_its_own_needs_no_owner(string reference, string name)
    {
        ReadResult result = SpecReading.Read($$"""
            openapi: 3.1.0
            info: { title: T, version: '1' }
            paths: {}
            components:
              schemas:
                Pet: {properties: {other: {$ref: '{{reference}}'} } }
              x-shared: {Owner: {type: object, properties: {name: {type: string} } } }
            defs:
              Owner: {type: object, properties: {name: {type: string} } }
              Pet: {type: object, properties: {name: {type: string} } }
            """);

        result.Schema("Pet").Property("other").ShouldBe(new ReferenceSchema(reference));
        result.Model!.Schemas.Single(s => s.Id == reference).Name.ShouldBe(name);
    }

    [Fact]
    public void A_redeclared_property_is_what_the_subclass_says()
    {
        Schema read = SpecReading.ReadSchemas("""
                A:
                  allOf:
                    - {properties: {data: {type: array, items: {type: object}}}}
                    - {properties: {data: {items: {$ref: '#/components/schemas/B'}}}}
                B: {type: object, properties: {b: {type: string}}}
            """).Schema("A").Property("data");

        read.ShouldBe(new ArraySchema(new ReferenceSchema("#/components/schemas/B")));
    }

    [Fact]
    public void Aliases_and_merge_keys_of_yaml_are_read()
    {
        ReadResult result = SpecReading.ReadSchemas("""
                A: &a
                  type: object
                  properties: &p {x: {type: string}}
                B: {type: object, properties: {<<: *p, y: {type: integer}}}
                C: {properties: {a: *a}}
            """);

        result.Schema("B").ShouldBeOfType<ObjectSchema>().Properties.Select(p => p.Name).ShouldBe(["y", "x"]);
        result.Schema("C").Property("a").ShouldBe(new ReferenceSchema("#/components/schemas/A"));
    }
}
