using LabelingGen.Generator.Emitting;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Naming;
using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Planning.Operations;

/// <summary>One way to send an operation's body: its plan, and the fields the method takes where it is a form.</summary>
internal sealed record BodyChoice(BodyPlan Plan, EquatableArray<ValuePlan> Fields);

/// <summary>
/// Chooses how a body can be sent: one choice per kind of argument (a model, a stream, a text, form fields), each of which becomes an
/// overload. Media types that would take the same argument are the same choice, and the first one is sent.
/// </summary>
internal sealed class BodyPlanner
{
    private static readonly TypeUse TextType = new(TypeKind.String, "string", "", "");
    private static readonly TypeUse StreamType = new(TypeKind.Stream, "global::System.IO.Stream", "", "");
    private static readonly TypeUse FormMapType = new(
        TypeKind.Map, "global::System.Collections.Generic.IReadOnlyDictionary<string, string>", "", "");

    private static readonly string[] RequestWords = { "request", "input", "body", "params", "parameters", "payload" };

    private readonly PlanContext _context;
    private readonly Operation _operation;
    private readonly string _stem;
    private readonly string _noun;

    public BodyPlanner(PlanContext context, Operation operation, string stem, string noun)
    {
        _context = context;
        _operation = operation;
        _stem = stem;
        _noun = noun;
    }

    /// <param name="names">A fresh set of names per choice, with the parameters' names taken.</param>
    public List<BodyChoice> Choose(Func<ValueNames> names)
    {
        List<BodyChoice> choices = new();
        List<Schema> schemas = new();
        if (_operation.Body is not { Contents.Count: > 0 } body)
            return choices;

        foreach (IGrouping<MediaKind, MediaContent> group in body.Contents.GroupBy(KindOf).OrderBy(group => Preference(group.Key)))
        {
            Schema schema = group.First().Schema;
            if (schemas.Contains(schema) && SaysTheSame(group.Key, schema))
            {
                _context.Report(PlanDiagnostics.RequestTypeLeftOut, _operation, group.First().MediaType);
                continue;
            }

            if (group.Key is MediaKind.Json or MediaKind.Multipart)
                schemas.Add(schema);
            BodyChoice choice = Choice(group.Key, group.ToList(), names());
            if (choices.Any(other => SameArguments(other, choice)))
                _context.Report(PlanDiagnostics.RequestTypeLeftOut, _operation, group.First().MediaType);
            else
                choices.Add(choice);
        }

        return choices;
    }

    /// <summary>
    /// The same fields as a form or as XML are another spelling of the JSON or multipart body before it; as multipart of the JSON body,
    /// unless one of them is a file.
    /// </summary>
    private bool SaysTheSame(MediaKind kind, Schema schema) => kind switch
    {
        MediaKind.Form or MediaKind.Text => true,
        MediaKind.Multipart => _context.Target(schema) is ObjectSchema fields && !fields.Properties.Any(field => IsFile(field.Schema)),
        _ => false,
    };

    private bool IsFile(Schema schema) => _context.Target(schema) switch
    {
        PrimitiveSchema { Kind: PrimitiveKind.Binary } => true,
        ArraySchema array => IsFile(array.Items),
        _ => false,
    };

    private MediaKind KindOf(MediaContent content)
    {
        MediaKind kind = MediaTypes.KindOf(content, _context.Types);
        bool hasFields = _context.Target(content.Schema) is ObjectSchema { Properties.Count: > 0 };
        if (kind != MediaKind.Multipart || hasFields)
            return kind;

        // A multipart body of unknown parts: the caller writes it.
        _context.Report(PlanDiagnostics.FormWithoutFields, _operation, content.MediaType);
        return MediaKind.Binary;
    }

    private static int Preference(MediaKind kind) => kind switch
    {
        MediaKind.Json => 0,
        MediaKind.Multipart => 1,
        MediaKind.Form => 2,
        MediaKind.Ndjson => 3,
        MediaKind.Binary => 4,
        _ => 5,
    };

    private BodyChoice Choice(MediaKind kind, List<MediaContent> contents, ValueNames names)
    {
        MediaContent first = contents[0];
        switch (kind)
        {
            case MediaKind.Json:
                return Json(contents, names);
            case MediaKind.Ndjson:
                TypeUse item = _context.Types.UseInJson(first.ItemSchema ?? first.Schema, NameHint.Of(_stem + "Item"));
                TypeUse items = item.NotNull() with { Type = $"global::System.Collections.Generic.IAsyncEnumerable<{item.DeclaredType}>" };
                return Plain(BodyKind.Ndjson, names.Take("items", null, "Body"), items with { Element = item }, contents);
            case MediaKind.Form when _context.Target(first.Schema) is ObjectSchema { Properties.Count: > 0 } form:
                return Fields(BodyKind.Form, form, first, names);
            case MediaKind.Form:
                BodyChoice map = Plain(BodyKind.FormMap, names.Take("fields", null, "Body"), FormMapType, contents);
                return map with { Plan = map.Plan with { KeyCondition = KeyCondition(FormMapType, map.Plan.Argument) } };
            case MediaKind.Multipart:
                return Fields(BodyKind.Multipart, (ObjectSchema)_context.Target(first.Schema), first, names);
            case MediaKind.Binary:
                return Plain(BodyKind.Stream, names.Take("content", null, "Body"), StreamType, contents);
            default:
                return Plain(BodyKind.Text, names.Take("text", null, "Body"), TextType, contents);
        }
    }

    private BodyChoice Json(List<MediaContent> contents, ValueNames names)
    {
        List<TypeUse> types = new();
        foreach (MediaContent content in contents)
        {
            TypeUse type = _context.Types.UseInJson(content.Schema, NameHint.Of(_stem + "Request", _stem + "RequestBody"));
            if (!types.Contains(type))
                types.Add(type);
        }

        foreach (MediaContent other in contents.Skip(1).Where(_ => types.Count > 1).Take(1))
            _context.Report(PlanDiagnostics.RequestTypeLeftOut, _operation, other.MediaType);
        string name = names.Take(ArgumentName(types[0], contents[0].Schema), null, "Body");
        BodyChoice plain = Plain(BodyKind.Json, name, types[0], contents);
        return plain with { Plan = plain.Plan with { KeyCondition = KeyCondition(types[0], plain.Plan.Argument) } };
    }

    private string? KeyCondition(TypeUse type, string argument)
    {
        if (_operation.Idempotency is not { Kind: IdempotencyKind.BodyProperty, Name: { } name })
            return null;
        if (_context.Types.FindProperty(type, name) is { } property)
            return property.Presence == Presence.Required && property.Use.IsValueType ? "true" : $"{argument}.{property.Name} is not null";
        return type.Kind is TypeKind.Map or TypeKind.FreeObject ? $"{argument}.ContainsKey({StringLiteral.Of(name)})" : null;
    }

    private BodyChoice Plain(BodyKind kind, string name, TypeUse type, List<MediaContent> contents)
    {
        MediaKind media = kind switch
        {
            BodyKind.Json => MediaKind.Json,
            BodyKind.Text => MediaKind.Text,
            _ => MediaKind.Binary,
        };
        List<string> types = contents.Select(content => MediaTypes.Concrete(content.MediaType, media)).Distinct().ToList();
        bool callerChooses = kind is BodyKind.Stream or BodyKind.Text && (types.Count > 1 || contents[0].MediaType.IndexOf('*') >= 0);
        return new BodyChoice(
            new BodyPlan(kind, Identifier.CamelOf(name), type, types[0], _operation.Body!.Required)
            {
                Description = _operation.Body.Description,
                MediaTypes = callerChooses ? types.ToEquatableArray() : EquatableArray<string>.Empty,
            },
            EquatableArray<ValuePlan>.Empty);
    }

    private BodyChoice Fields(BodyKind kind, ObjectSchema schema, MediaContent content, ValueNames names)
    {
        ValuePlanner planner = new(_context, _operation, _stem, _noun, names);
        EquatableArray<ValuePlan> fields = schema.Properties
            .Where(property => !property.ReadOnly)
            .Select(property => planner.OfField(
                property, content.Encodings.FirstOrDefault(encoding => encoding.Property == property.Name), kind == BodyKind.Multipart))
            .ToEquatableArray();
        return new BodyChoice(new BodyPlan(kind, "", null, content.MediaType, _operation.Body!.Required), fields);
    }

    // "Pet pet", "CreatePetRequest request", "IReadOnlyList<User> users".
    private string ArgumentName(TypeUse type, Schema schema)
    {
        if (type.Kind == TypeKind.List)
            return type.Element!.PlanName is { } item && item.Length < 40 ? Plural(item) : "items";
        if (type.PlanName is not { } name)
            return "body";
        List<string> words = Words.Split(name);
        string last = words[words.Count - 1];
        return schema is not ReferenceSchema || RequestWords.Contains(last) ? RequestWords.Contains(last) ? last : "request" : name;
    }

    private static string Plural(string name)
    {
        List<string> words = Words.Split(name);
        words[words.Count - 1] = Inflection.Plural(words[words.Count - 1]);
        return Words.Pascal(words);
    }

    // Two overloads must differ in the types of what has to be given.
    private static bool SameArguments(BodyChoice one, BodyChoice other) =>
        Signature(one) == Signature(other);

    private static string Signature(BodyChoice choice) => choice.Plan.Type is { } type
        ? type.Type
        : string.Join(",", choice.Fields.Where(field => field.Required).Select(field => field.Type.Type));
}
