using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Emitting.Models;

/// <summary>
/// Writes the class of a JSON object: members as a person would declare them, and below them how they are read and written.
/// </summary>
internal sealed class ModelEmitter
{
    private readonly CodeWriter _code;
    private readonly ModelPlan _plan;
    private readonly List<PropertyPlan> _all;
    private readonly List<PropertyPlan> _numbered;
    private readonly HashSet<string> _members;

    private ModelEmitter(CodeWriter code, ModelPlan plan)
    {
        _code = code;
        _plan = plan;
        _all = plan.Inherited.Concat(plan.Properties).ToList();
        _numbered = _all.Where(MemberCode.IsNumbered).ToList();
        _members = new HashSet<string>(_all.Select(property => property.Name), StringComparer.Ordinal);
        _members.UnionWith(TypePlanner.ModelMembers);
        if (plan.HandWritten is { } own)
            _members.UnionWith(own.Members.Select(member => member.Name));
    }

    private bool IsInHierarchy => _plan.IsBase || _plan.BaseName is not null;

    private string Access => _plan.IsBase ? "private protected" : "private";

    public static void Write(CodeWriter code, ModelPlan plan) => new ModelEmitter(code, plan).WriteClass();

    private void WriteClass()
    {
        _code.Summary(_plan.Description, $"The <c>{DocText.Inline(_plan.Name)}</c> object.");
        _code.GeneratedCode();
        _code.Line($"[JsonConverter(typeof(ApiModelJsonConverter<{_plan.Name}>))]");
        string bases = (_plan.BaseName is { } name ? name + ", " : "") + $"IApiModel<{_plan.Name}>";
        using (_code.Open($"public {(_plan.IsBase ? "" : "sealed ")}partial class {_plan.Name} : {bases}"))
        {
            WriteFields();
            WriteConstructor();
            foreach (PropertyPlan property in _plan.Properties)
                WriteProperty(property);
            WriteUnknownProperties();
            WriteIsSet();
            WriteReader();
            WriteWriter();
            new ModelNamesEmitter(_code, _all).Write();
        }
    }

    private void WriteFields()
    {
        List<PropertyPlan> settable = _plan.Properties.Where(property => property.Presence == Presence.Settable).ToList();
        foreach (IGrouping<string, PropertyPlan> fields in settable.GroupBy(property => TypeText.Short(property.DeclaredType)))
        {
            string[] names = fields.Select(property => MemberCode.Field(property) + (property.SendNull ? " = new(null)" : "")).ToArray();
            string line = $"{Access} Settable<{fields.Key}> {string.Join(", ", names)};";
            if (line.Length <= _code.Width)
            {
                _code.Line(line);
                continue;
            }

            _code.Line($"{Access} Settable<{fields.Key}>");
            _code.Indent();
            _code.Filled(names, ";");
            _code.Outdent();
        }

        if (_plan.BaseName is null)
            _code.Line($"{Access} UnknownProperties? _unknownProperties;");
        if (settable.Count > 0 || _plan.BaseName is null)
            _code.Line();
    }

    private void WriteConstructor()
    {
        if (_plan.Constants.Count == 0)
            return;
        _code.Line("/// <summary>Creates an object of this kind.</summary>");
        using (_code.Open($"public {_plan.Name}()"))
        {
            foreach (ConstantPlan constant in _plan.Constants)
                _code.Line($"{constant.Member} = {constant.Expression};");
        }

        _code.Line();
    }

    private void WriteProperty(PropertyPlan property)
    {
        if (_plan.HandWritten?.Declares(property.Name) == true)
            return;
        List<string> paragraphs = DocText.Paragraphs(property.Description);
        string remarks = string.Join(" ", property.Remarks.Select(DocText.Inline).Where(text => text.Length > 0));
        if (property.Deprecated)
            remarks = ("Deprecated. " + remarks).TrimEnd();
        if (paragraphs.Count == 0)
            paragraphs.Add(remarks.Length > 0 ? remarks : $"The JSON property <c>{DocText.Inline(property.JsonName)}</c>.");
        else if (remarks.Length > 0)
            paragraphs[paragraphs.Count - 1] += " " + remarks;
        _code.DocElement("summary", null, paragraphs);
        string type = TypeText.Short(property.DeclaredType);
        if (property.Presence == Presence.Settable)
        {
            string field = MemberCode.Field(property);
            _code.Line($"public {type} {property.Name} {{ get => {field}.Value; set => {field} = new(value); }}");
        }
        else
        {
            string required = property.Presence == Presence.Required ? "required " : "";
            string initial = property.Initial is { } expression ? $" = {expression};" : "";
            _code.Line($"public {required}{type} {property.Name} {{ get; set; }}{initial}");
        }

        _code.Line();
    }

    private void WriteUnknownProperties()
    {
        if (_plan.Additional is { } additional && _plan.HandWritten?.Declares(additional.Name) != true)
        {
            _code.Line("/// <summary>Properties whose names the API does not state.</summary>");
            string hides = _plan.BaseName is not null && _plan.InheritsAdditional ? "new " : "";
            _code.Line($"public {hides}IReadOnlyDictionary<string, {TypeText.Short(additional.Values.DeclaredType)}>? {additional.Name} {{ get; set; }}");
            _code.Line();
        }

        if (_plan.BaseName is not null)
            return;
        _code.Line("/// <summary>What the JSON holds beyond the members of this class; it is written back.</summary>");
        _code.Line("public UnknownProperties UnknownProperties => _unknownProperties ??= new();");
        _code.Line();
    }

    private void WriteIsSet()
    {
        List<PropertyPlan> settable = _plan.Properties.Where(property => property.Presence == Presence.Settable).ToList();
        bool isInherited = _plan.Inherited.Any(property => property.Presence == Presence.Settable);
        if (settable.Count == 0)
            return;
        _code.Line("/// <summary>Whether a member that may be left out or null is assigned (or was in the JSON read), null included.</summary>");
        _code.Line("/// <param name=\"jsonName\">Name of the JSON property.</param>");
        string modifier = isInherited ? "override " : _plan.IsBase ? "virtual " : "";
        using (_code.Open($"public {modifier}bool IsSet(string jsonName) => jsonName switch", "};"))
        {
            _code.Filled(settable.Select(property => $"{StringLiteral.Of(property.JsonName)} => {MemberCode.Field(property)}.IsSet"), ",");
            _code.Line(isInherited ? "_ => base.IsSet(jsonName)," : "_ => false,");
        }

        _code.Line();
    }

    private void WriteReader()
    {
        string hides = _plan.BaseName is not null ? "new " : "";
        if (_plan.Derived.Count > 0)
        {
            string kinds = string.Join(", ", _plan.Derived.Select(derived => StringLiteral.Of(derived.Value)));
            _code.Line($"private static readonly KnownStrings Kinds = new({kinds});");
            _code.Line();
            using (_code.Open(
                $"internal static {hides}{_plan.Name} Read(ref Utf8JsonReader reader) => JsonCodec.Peek(ref reader, {StringLiteral.Utf8(_plan.DiscriminatorName!)}, Kinds) switch",
                "};"))
            {
                foreach (DerivedPlan derived in _plan.Derived)
                    _code.Line($"{StringLiteral.Of(derived.Value)} => {Derived(derived.TypeName)}.Read(ref reader),");
                _code.Line("_ => ReadMembers(ref reader),");
            }

            _code.Line();
            new ModelReaderEmitter(_code, _plan, _all, _numbered, _members).Write($"private static {_plan.Name} ReadMembers(ref Utf8JsonReader reader)");
        }
        else
        {
            new ModelReaderEmitter(_code, _plan, _all, _numbered, _members).Write($"internal static {hides}{_plan.Name} Read(ref Utf8JsonReader reader)");
        }
    }

    private string Derived(string name) => _members.Contains(name) ? $"global::{_plan.Namespace}.{name}" : name;

    private void WriteWriter()
    {
        if (IsInHierarchy)
        {
            _code.Line($"internal static void Write(Utf8JsonWriter writer, {_plan.Name} value) => value.WriteMembers(writer);");
            _code.Line();
            using (_code.Open($"private protected {(_plan.BaseName is null ? "virtual" : "override")} void WriteMembers(Utf8JsonWriter writer)"))
            {
                _code.Line($"{_plan.Name} value = this;");
                WriteMembers();
            }
        }
        else
        {
            using (_code.Open($"internal static void Write(Utf8JsonWriter writer, {_plan.Name} value)"))
                WriteMembers();
        }

        _code.Line();
        _code.Line($"static {_plan.Name} IJsonValue<{_plan.Name}>.Read(ref Utf8JsonReader reader) => Read(ref reader);");
        _code.Line($"static void IJsonValue<{_plan.Name}>.Write(Utf8JsonWriter writer, {_plan.Name} value) => Write(writer, value);");
        _code.Line();
    }

    private void WriteMembers()
    {
        _code.Line("var json = new ObjectWriter(writer, value._unknownProperties);");
        foreach (PropertyPlan property in _all)
            _code.Line(MemberCode.Write(property, _members));
        if (_plan.Additional is { } additional)
            _code.Line($"json.Additional(value.{additional.Name}, {TypeText.Writer(additional.Values, _members)});");
        _code.Line("json.End();");
    }
}
