using System.Text;
using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Emitting.Models;

/// <summary>
/// Writes the method that reads a model: a switch on the length of the name, one telling byte where lengths agree, then the whole name.
/// </summary>
internal sealed class ModelReaderEmitter
{
    private readonly CodeWriter _code;
    private readonly ModelPlan _plan;
    private readonly IReadOnlyList<PropertyPlan> _properties;
    private readonly List<PropertyPlan> _numbered;
    private readonly ISet<string> _members;

    public ModelReaderEmitter(CodeWriter code, ModelPlan plan, IReadOnlyList<PropertyPlan> properties, List<PropertyPlan> numbered,
        ISet<string> members)
    {
        _code = code;
        _plan = plan;
        _properties = properties;
        _numbered = numbered;
        _members = members;
    }

    public void Write(string head)
    {
        using (_code.Open(head))
        {
            _code.Line($"var json = new ObjectReader(ref reader, \"{_plan.Name}\");");
            WriteCreation();
            if (_plan.Additional is { } additional)
                _code.Line($"Dictionary<string, {TypeText.Short(additional.Values.DeclaredType)}>? additional = null;");
            if (_properties.Count == 0)
                WriteLoopWithoutMembers();
            else
                WriteLoop();
            WriteEnd();
        }

        _code.Line();
    }

    // Required members are set for the compiler; constants are taken back, because the JSON may not have them.
    private void WriteCreation()
    {
        List<string> initial = new();
        foreach (PropertyPlan property in _properties)
        {
            if (property.Presence == Presence.Required)
                initial.Add($"{property.Name} = {(property.Use.Nullable ? "null" : property.Use.IsValueType ? "default" : "null!")}");
            else if (property.Initial is not null || _plan.Constants.Any(constant => constant.Member == property.Name))
                initial.Add($"{property.Name} = null");
            else if (property.SendNull)
                initial.Add($"{MemberCode.Field(property)} = default");
        }

        string creation = $"var model = new {_plan.Name}";
        if (initial.Count == 0)
        {
            _code.Line(creation + "();");
            return;
        }

        string line = $"{creation} {{ {string.Join(", ", initial)} }};";
        if (line.Length <= _code.Width)
        {
            _code.Line(line);
            return;
        }

        using (_code.Open(creation, "};"))
            _code.Filled(initial, "");
    }

    private string Other => _plan.Additional is { } additional
        ? $"json.Additional(ref reader, ref additional, {TypeText.Reader(additional.Values, _members)});"
        : "json.Other(ref reader);";

    private void WriteLoopWithoutMembers()
    {
        _code.Line("while (json.Next(ref reader))");
        _code.Indented(Other);
    }

    private void WriteLoop()
    {
        using (_code.Open("while (json.Next(ref reader))"))
        {
            _code.Line("ReadOnlySpan<byte> name = json.Name;");
            using (_code.Open("switch (name.Length)"))
            {
                foreach (IGrouping<int, PropertyPlan> group in _properties.GroupBy(p => Utf8Name(p).Length).OrderBy(group => group.Key))
                {
                    int? telling = TellingByte(group.Select(Utf8Name).ToList());
                    foreach (PropertyPlan property in group)
                        WriteCase(property, telling);
                }

                _code.Line($"default: {Other} break;");
            }
        }
    }

    private void WriteCase(PropertyPlan property, int? telling)
    {
        byte[] name = Utf8Name(property);
        string byteTest = telling is { } index ? $"name[{index}] == {Byte(name[index])} && " : "";
        string target = property.Presence == Presence.Settable ? MemberCode.Field(property) : property.Name;
        int number = _numbered.IndexOf(property);
        string see = number >= 0 && property.Use.Nullable ? $" json.See({number});" : "";
        string test = name.Length == 0 ? "case 0:" : $"case {name.Length} when {byteTest}name.SequenceEqual({StringLiteral.Utf8(property.JsonName)}):";
        string read = MemberCode.Read(property, number, _members);
        // Written out: an implicit conversion does not take a value of an interface's type.
        string value = property.Presence == Presence.Settable ? $"new({read})" : read;
        string statement = $"model.{target} = {value};{see} break;";
        if (test.Length + 1 + statement.Length <= _code.Width)
        {
            _code.Line($"{test} {statement}");
            return;
        }

        _code.Line(test);
        _code.Indented(statement);
    }

    private void WriteEnd()
    {
        _code.Line();
        if (_numbered.Count > 0)
        {
            string[] missing = _numbered.Select((property, i) => $"json.Missing({i}, JsonNames.{property.Name}, model.{property.Name});").ToArray();
            string head = $"if (json.IsIncomplete({_numbered.Count}))";
            if (missing.Length == 1)
            {
                _code.Line(head).Indented(missing[0]);
            }
            else
            {
                using (_code.Open(head))
                {
                    foreach (string statement in missing)
                        _code.Line(statement);
                }

                _code.Line();
            }
        }

        if (_plan.Additional is { } additional)
            _code.Line($"model.{additional.Name} = additional;");
        _code.Line("model._unknownProperties = json.Unknown;");
        _code.Line("return model;");
    }

    private static byte[] Utf8Name(PropertyPlan property) => Encoding.UTF8.GetBytes(property.JsonName);

    /// <summary>The index at which names of one length differ most; none for one or two names, which are compared as quickly.</summary>
    private static int? TellingByte(List<byte[]> names)
    {
        if (names.Count < 3)
            return null;
        return Enumerable.Range(0, names[0].Length).OrderByDescending(index => names.Select(name => name[index]).Distinct().Count()).First();
    }

    private static string Byte(byte value) => value is >= (byte)' ' and <= (byte)'~' and not ((byte)'\'' or (byte)'"' or (byte)'\\')
        ? $"'{(char)value}'"
        : $"0x{value:x2}";
}
