using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Naming;
using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Planning.Operations;

/// <summary>Makes parameters and form fields into values a method takes.</summary>
internal sealed class ValuePlanner
{
    private static readonly TypeUse FileType = new(TypeKind.Stream, "global::LabelingGen.Core.FileUpload", "", "");
    private static readonly TypeUse FilesType =
        new(TypeKind.List, "global::System.Collections.Generic.IReadOnlyList<global::LabelingGen.Core.FileUpload>", "", "");

    private readonly PlanContext _context;
    private readonly Operation _operation;
    private readonly string _stem;
    private readonly string _noun;
    private readonly ValueNames _names;

    /// <param name="context">The plan in the making.</param>
    /// <param name="operation">Whose values these are.</param>
    /// <param name="stem">Name of the operation with its noun, for types that have no name: <c>ListTasks</c>.</param>
    /// <param name="noun">Name of the resource in the singular; empty where there is none.</param>
    /// <param name="names">Names of the method's values.</param>
    public ValuePlanner(PlanContext context, Operation operation, string stem, string noun, ValueNames names)
    {
        _context = context;
        _operation = operation;
        _stem = stem;
        _noun = noun;
        _names = names;
    }

    /// <summary>The value of a parameter, or what is always sent where only one value is allowed.</summary>
    public (ValuePlan? Value, FixedValuePlan? Constant) OfParameter(Parameter parameter)
    {
        ValueTarget target = parameter.Location switch
        {
            ParameterLocation.Path => ValueTarget.Path,
            ParameterLocation.Header => ValueTarget.Header,
            ParameterLocation.Cookie => ValueTarget.Cookie,
            _ => ValueTarget.Query,
        };
        if (parameter.Required && OnlyText(parameter.Schema) is { } constant)
            return (null, new FixedValuePlan(parameter.Name, target, constant));

        ValuePlan value = Value(parameter.Name, parameter.PreferredName, target, parameter.Schema, parameter.ContentType is not null, parameter.Location.ToString());
        return (value with
        {
            Required = parameter.Required || target == ValueTarget.Path,
            Style = parameter.Style,
            Explode = parameter.Explode,
            AllowReserved = parameter.AllowReserved,
            NotWith = parameter.NotWith,
            Description = parameter.Description ?? value.Description,
            Deprecated = parameter.Deprecated,
        }, null);
    }

    /// <summary>The value of a property of a form body.</summary>
    public ValuePlan OfField(Property property, PartEncoding? encoding, bool multipart)
    {
        ValuePlan value = multipart && IsFile(property.Schema) ? File(property, encoding) : Value(
            property.Name, property.PreferredName, multipart ? ValueTarget.Part : ValueTarget.Field, property.Schema,
            encoding?.ContentType is { } type && type.IndexOf("json", StringComparison.OrdinalIgnoreCase) >= 0, "Field");
        return value with
        {
            Required = property.Required,
            Style = encoding?.Style ?? ParameterStyle.Form,
            Explode = encoding?.Explode ?? true,
            MediaType = SingleType(encoding?.ContentType),
            Description = property.Schema.Description ?? value.Description,
        };
    }

    private ValuePlan File(Property property, PartEncoding? encoding)
    {
        bool many = _context.Target(property.Schema) is ArraySchema;
        string name = _names.Take(property.Name, property.PreferredName, "Field");
        return new ValuePlan(
            property.Name, name, Identifier.CamelOf(name), ValueTarget.Part, many ? ValueShape.Files : ValueShape.File, many ? FilesType : FileType);
    }

    private ValuePlan Value(string wireName, string? preferredName, ValueTarget target, Schema schema, bool asJson, string place)
    {
        string name = _names.Take(wireName, preferredName ?? schema.PreferredName, place);
        Schema simple = asJson ? schema with { Nullable = false } : ParameterSchema.Simplify(schema, _context.Types);
        TypeUse type = Use(simple, wireName).NotNull();
        (ValueShape shape, EquatableArray<MemberPlan> members) = asJson
            ? (ValueShape.Json, EquatableArray<MemberPlan>.Empty)
            : Shape(wireName, target, simple, type);
        Schema plain = _context.Target(schema);
        return new ValuePlan(wireName, name, Identifier.CamelOf(name), target, shape, type)
        {
            Members = members,
            Default = schema.DefaultJson ?? plain.DefaultJson,
            KnownOnly = (type.Kind == TypeKind.Enum || type.Element?.Kind == TypeKind.Enum) && IsKnownOnly(plain),
            Limits = simple == schema || simple is ReferenceSchema ? plain.Constraints : simple.Constraints,
            Description = simple.Description,
        };
    }

    // An enum of a parameter is named after the resource ("TaskStatus"), so that operations that filter by the same thing share it.
    private TypeUse Use(Schema schema, string wireName)
    {
        string name = Identifier.Pascal(wireName);
        string byOperation = _stem + name;
        NameHint hint = _noun.Length == 0 ? NameHint.Of(byOperation) : NameHint.Of(_noun + name, byOperation);
        return schema is ArraySchema array ? TypeUses.List(_context.Types.UseInJson(array.Items, hint)) : _context.Types.UseInJson(schema, hint);
    }

    private (ValueShape, EquatableArray<MemberPlan>) Shape(string wireName, ValueTarget target, Schema schema, TypeUse type)
    {
        EquatableArray<MemberPlan> none = EquatableArray<MemberPlan>.Empty;
        if (type.IsScalar)
            return (ValueShape.Scalar, none);
        if (type.Kind == TypeKind.List && type.Element!.IsScalar)
            return (ValueShape.List, none);
        if (target == ValueTarget.Part)
            return (ValueShape.Json, none);
        if (type.Kind == TypeKind.Map && type.Element!.IsScalar)
            return (ValueShape.Map, none);
        if (_context.Target(schema) is ObjectSchema shape && Members(shape, type) is { Count: > 0 } members)
            return (ValueShape.Members, members);

        _context.Report(PlanDiagnostics.NestedParameter, _operation, wireName);
        return (ValueShape.Json, none);
    }

    private EquatableArray<MemberPlan> Members(ObjectSchema schema, TypeUse type)
    {
        List<MemberPlan> members = new();
        foreach (Property property in schema.Properties)
        {
            if (_context.Types.FindProperty(type, property.Name) is not { } member || !member.Use.IsScalar)
                return EquatableArray<MemberPlan>.Empty;
            members.Add(new MemberPlan(property.Name, member.Name, member.Use, member.Presence != Presence.Required || member.Use.Nullable));
        }

        return members.ToEquatableArray();
    }

    private bool IsKnownOnly(Schema schema) => schema switch
    {
        EnumSchema values => values.KnownOnly,
        ArraySchema array => _context.Target(array.Items) is EnumSchema { KnownOnly: true },
        _ => false,
    };

    private bool IsFile(Schema schema) => _context.Target(schema) switch
    {
        PrimitiveSchema { Kind: PrimitiveKind.Binary } => true,
        ArraySchema array => _context.Target(array.Items) is PrimitiveSchema { Kind: PrimitiveKind.Binary },
        _ => false,
    };

    // "type: string, enum: [2022-11-28]": there is nothing for the caller to choose.
    private string? OnlyText(Schema schema) =>
        _context.Target(schema) is EnumSchema { Kind: EnumValueKind.String, Values.Count: 1 } single && single.Values[0].Json is { Length: > 2 } json
        && json.IndexOf('\\') < 0
            ? json.Substring(1, json.Length - 2)
            : null;

    // An encoding may list several types or a pattern; then the part's own type decides.
    private static string? SingleType(string? contentType) =>
        contentType is null || contentType.IndexOf(',') >= 0 || contentType.IndexOf('*') >= 0 ? null : contentType;
}
