using System.Globalization;
using System.Text.Json;
using LabelingGen.Generator.Model;

namespace LabelingGen.Interop.Tests.Prism.Documents;

/// <summary>Makes JSON that a schema allows, so that a validating server has nothing to refuse but what the client does wrong.</summary>
internal sealed class ValidJson(ApiModel model)
{
    private const int MaxDepth = 5;

    private readonly Dictionary<string, Schema> _schemas = model.Schemas.ToDictionary(schema => schema.Id, schema => schema.Schema);

    public string Of(Schema schema, int depth = 0) => schema switch
    {
        // An author's own example knows what a pattern or a format leaves unsaid.
        PrimitiveSchema { ExampleJson: { } example, Kind: PrimitiveKind.String } when example[0] == '"' => example,
        ReferenceSchema reference => _schemas.TryGetValue(reference.Id, out Schema? target) ? Of(target, depth) : "{}",
        EnumSchema values => values.Values[0].Json,
        PrimitiveSchema primitive => Scalar(primitive),
        ArraySchema array => List(array, depth),
        MapSchema map => depth > MaxDepth ? "{}" : $"{{\"key\":{Of(map.Values, depth + 1)}}}",
        ObjectSchema members => Object(members, depth),
        UnionSchema union => Union(union, depth),
        _ => "{}",
    };

    /// <summary>The schema behind references.</summary>
    public Schema Target(Schema schema) =>
        schema is ReferenceSchema reference && _schemas.TryGetValue(reference.Id, out Schema? target) ? Target(target) : schema;

    private string List(ArraySchema array, int depth)
    {
        int count = Math.Max(array.Constraints.MinItems ?? 0, depth > MaxDepth || array.Constraints.MaxItems == 0 ? 0 : 1);
        return $"[{string.Join(",", Enumerable.Repeat(Of(array.Items, depth + 1), count))}]";
    }

    private string Object(ObjectSchema schema, int depth)
    {
        SortedDictionary<string, string> members = new(StringComparer.Ordinal);
        foreach (Property property in Properties(schema).Where(
            property => !property.ReadOnly && (property.Required || depth < MaxDepth - 2)))
            members[property.Name] = Of(property.Schema, depth + 1);
        return Braces(members);
    }

    private IEnumerable<Property> Properties(ObjectSchema schema) =>
        (schema.BaseId is { } id && _schemas.GetValueOrDefault(id) is ObjectSchema parent ? Properties(parent) : [])
            .Concat(schema.Properties);

    private string Union(UnionSchema union, int depth)
    {
        if (union.Discriminator is not { } discriminator)
            return Of(union.Variants[0], depth);
        DiscriminatorMapping? mapping = discriminator.Mappings.FirstOrDefault();
        Schema variant = mapping is null ? union.Variants[0] : new ReferenceSchema(mapping.SchemaId);
        using JsonDocument value = JsonDocument.Parse(Of(variant, depth));
        SortedDictionary<string, string> members = new(StringComparer.Ordinal);
        foreach (JsonProperty member in value.RootElement.EnumerateObject())
            members[member.Name] = member.Value.GetRawText();
        if (mapping is not null)
            members[discriminator.PropertyName] = JsonSerializer.Serialize(mapping.Value);
        return Braces(members);
    }

    private static string Braces(SortedDictionary<string, string> members) =>
        "{" + string.Join(",", members.Select(member => JsonSerializer.Serialize(member.Key) + ":" + member.Value)) + "}";

    private static string Scalar(PrimitiveSchema schema) => schema.Kind switch
    {
        PrimitiveKind.Boolean => "true",
        PrimitiveKind.Int32 or PrimitiveKind.Int64 or PrimitiveKind.Integer or PrimitiveKind.Single or PrimitiveKind.Double or PrimitiveKind.Decimal =>
            schema.AsString ? $"\"{Number(schema.Constraints)}\"" : Number(schema.Constraints),
        PrimitiveKind.Date => "\"2024-02-29\"",
        PrimitiveKind.Time => "\"01:02:03Z\"",
        PrimitiveKind.DateTime => "\"2024-01-02T03:04:05Z\"",
        PrimitiveKind.Duration => "\"P1D\"",
        PrimitiveKind.Uuid => "\"6f9619ff-8b86-d011-b42d-00c04fc964ff\"",
        PrimitiveKind.Uri => "\"https://example.test/a\"",
        PrimitiveKind.Base64 => "\"YWJj\"",
        _ => JsonSerializer.Serialize(Text(schema)),
    };

    private static string Text(PrimitiveSchema schema) => schema.Format switch
    {
        "email" => "someone@example.test",
        "ipv4" => "127.0.0.1",
        "ipv6" => "::1",
        "hostname" => "example.test",
        _ when schema.Constraints.Pattern is @"^\d+$" => "1",
        _ => "text".PadRight(schema.Constraints.MinLength ?? 0, 'x')
            [..Math.Min(schema.Constraints.MaxLength ?? int.MaxValue, Math.Max(4, schema.Constraints.MinLength ?? 0))],
    };

    private static string Number(Constraints limits)
    {
        decimal least = limits.Minimum is { } minimum ? decimal.Parse(minimum, NumberStyles.Float, CultureInfo.InvariantCulture) : 1;
        decimal value = limits.ExclusiveMinimum ? least + 1 : least;
        decimal most = limits.Maximum is { } maximum ? decimal.Parse(maximum, NumberStyles.Float, CultureInfo.InvariantCulture) : value;
        return Math.Min(value, most).ToString(CultureInfo.InvariantCulture);
    }
}
