using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>What stands beside a reference, and references whose target depends on where they are read from.</summary>
public class ReferenceReadingTests
{
    [Theory]
    [InlineData("type: object")]
    [InlineData("additionalProperties: false")]
    [InlineData("type: object, unevaluatedProperties: false")]
    public void What_only_repeats_the_target_makes_no_other_type_of_it(string beside)
    {
        ReadResult read = SpecReading.ReadSchemas($$"""
                A: {type: object, properties: {b: { {{beside}}, $ref: '#/components/schemas/B' }, self: { {{beside}}, $ref: '#/components/schemas/A' } } }
                B: {type: object, properties: {x: {type: string} } }
            """);

        read.Schema("A").Property("b").ShouldBe(new ReferenceSchema("#/components/schemas/B"));
        read.Schema("A").Property("self").ShouldBe(new ReferenceSchema("#/components/schemas/A"));
    }

    [Fact]
    public void A_schema_that_extends_what_it_stands_in_is_a_type_that_refers_to_itself()
    {
        ReadResult read = SpecReading.ReadSchemas("""
                A:
                  type: object
                  properties:
                    id: {type: string}
                    child: {$ref: '#/components/schemas/A', properties: {order: {type: integer}}}
            """);

        const string id = "#/components/schemas/A/properties/child";
        read.Schema("A").Property("child").ShouldBe(new ReferenceSchema(id));
        ObjectSchema child = read.Model.ShouldNotBeNull().Schemas.Single(schema => schema.Id == id).Schema.ShouldBeOfType<ObjectSchema>();
        child.Properties.Select(property => property.Name).ShouldBe(["order", "id", "child"], ignoreOrder: true);
        child.Property("child").ShouldBe(new ReferenceSchema(id));
    }

    [Fact]
    public void Many_schemas_that_extend_each_other_do_not_multiply()
    {
        const int count = 12;
        string each(int owner) => string.Join(", ", Enumerable.Range(0, count).Select(other =>
            $"p{owner}x{other}: {{$ref: '#/components/schemas/S{other}', properties: {{extra{owner}: {{type: string}}}}}}"));
        string schemas = string.Join("\n", Enumerable.Range(0, count).Select(owner => $"    S{owner}: {{type: object, properties: {{ {each(owner)} }} }}"));

        ReadResult read = SpecReading.ReadSchemas(schemas);

        read.Diagnostics.ShouldNotContain(diagnostic => diagnostic.Id == "LG1017" || diagnostic.Id == "LG1018");
        read.Model.ShouldNotBeNull().Schemas.Count.ShouldBeLessThanOrEqualTo(count * (count + 1));
    }

    [Fact]
    public void What_depends_on_a_condition_is_optional()
    {
        ObjectSchema read = SpecReading.ReadSchemas("""
                A:
                  type: object
                  required: [kind]
                  properties: {kind: {type: string}, size: {type: integer}}
                  allOf:
                    - {if: {properties: {kind: {const: a}}}, then: {properties: {detail: {type: string}, size: {const: 1}}, required: [detail]}}
                    - {if: {properties: {kind: {const: b}}}, then: {properties: {detail: {type: boolean}}}, else: {$ref: '#/components/schemas/B'}}
                  dependentSchemas: {size: {properties: {unit: {type: string}}}}
                B: {type: object, properties: {other: {type: number}}}
            """).Schema("A").ShouldBeOfType<ObjectSchema>();

        read.Properties.Select(property => (property.Name, property.Required))
            .ShouldBe([("kind", true), ("size", false), ("detail", false), ("other", false), ("unit", false)]);
        read.Property("detail").ShouldBeOfType<UnionSchema>().Variants.Count.ShouldBe(2);
        read.Property("size").ShouldBe(new PrimitiveSchema(PrimitiveKind.Integer));
    }

    [Fact]
    public void A_template_holds_what_the_schema_that_refers_to_it_says()
    {
        ReadResult read = SpecReading.ReadSchemas("""
                UserPage: {$ref: '#/components/schemas/Page', $defs: {item: {$dynamicAnchor: item, $ref: '#/components/schemas/User'}}}
                NumberPage: {$ref: '#/components/schemas/Page', $defs: {item: {$dynamicAnchor: item, type: integer}}}
                Page:
                  type: object
                  $defs: {item: {$dynamicAnchor: item, not: {}}}
                  properties: {items: {type: array, items: {$dynamicRef: '#item'}}}
                User: {type: object, properties: {name: {type: string}}}
            """);

        read.Schema("UserPage").Property("items").ShouldBe(new ArraySchema(new ReferenceSchema("#/components/schemas/User")));
        read.Schema("NumberPage").Property("items").ShouldBe(new ArraySchema(new PrimitiveSchema(PrimitiveKind.Integer)));
        read.Schema("Page").Property("items").ShouldBeOfType<ArraySchema>().Items.ShouldBeOfType<AnySchema>();
    }

    [Fact]
    public void A_tree_that_extends_a_tree_has_branches_of_its_own_kind()
    {
        ReadResult read = SpecReading.ReadSchemas("""
                Tree: {$dynamicAnchor: node, type: object, properties: {children: {type: array, items: {$dynamicRef: '#node'}}}}
                NamedTree: {$dynamicAnchor: node, $ref: '#/components/schemas/Tree', properties: {name: {type: string}}}
            """);

        read.Schema("Tree").Property("children").ShouldBe(new ArraySchema(new ReferenceSchema("#/components/schemas/Tree")));
        read.Schema("NamedTree").Property("children").ShouldBe(new ArraySchema(new ReferenceSchema("#/components/schemas/NamedTree")));
    }
}
