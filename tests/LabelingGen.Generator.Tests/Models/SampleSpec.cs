namespace LabelingGen.Generator.Tests.Models;

/// <summary>A small API with one of everything a model can be.</summary>
internal static class SampleSpec
{
    public const string Text = """
        openapi: 3.1.0
        info: { title: Shelter, version: "1" }
        paths:
          /animals/{id}:
            get:
              operationId: getAnimal
              parameters:
                - { name: id, in: path, required: true, schema: { type: integer, format: int64 } }
              responses:
                "200":
                  description: The animal.
                  content: { application/json: { schema: { $ref: "#/components/schemas/Animal" } } }
        components:
          schemas:
            Animal:
              type: object
              description: An animal of the shelter.
              required: [id, kind, name]
              discriminator: { propertyName: kind, mapping: { cat: "#/components/schemas/Cat", dog: "#/components/schemas/Dog" } }
              properties:
                id: { type: integer, format: int64, description: Number of the animal. }
                kind: { type: string }
                name: { type: string, minLength: 1, maxLength: 40 }
                chip: { type: [string, "null"], description: "Null: known to have none." }
                state: { type: string, enum: [new, "in-care", adopted, "+1", "-1", ""] }
                weight: { type: number, default: 1.5, description: In kilograms. }
                arrived_at: { type: string, format: date-time }
                friends: { type: array, items: { $ref: "#/components/schemas/Animal" } }
                labels: { type: object, additionalProperties: { type: string } }
                extra: { type: object }
                anything: true
            Cat:
              allOf:
                - { $ref: "#/components/schemas/Animal" }
                - { type: object, properties: { lives: { type: integer, format: int32, minimum: 0, maximum: 9 } } }
            Dog:
              allOf:
                - { $ref: "#/components/schemas/Animal" }
                - { type: object, required: [breed], properties: { breed: { type: string }, tricks: { type: array, items: { type: string } } } }
            Treatment:
              description: What was done.
              oneOf:
                - { $ref: "#/components/schemas/Vaccination" }
                - { $ref: "#/components/schemas/Surgery" }
                - { type: string }
                - { type: array, items: { type: integer, format: int64 } }
            Vaccination:
              type: object
              required: [vaccine]
              properties: { vaccine: { type: string }, dose: { type: number } }
            Surgery:
              type: object
              required: [surgeon]
              properties:
                surgeon: { type: string }
                duration: { type: object, properties: { hours: { type: integer } } }
            Settings:
              type: object
              properties: { theme: { type: string, const: dark } }
              required: [theme]
              additionalProperties: { type: integer, format: int32 }
        """;
}
