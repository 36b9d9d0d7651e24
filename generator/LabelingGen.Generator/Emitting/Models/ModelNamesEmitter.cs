using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Emitting.Models;

/// <summary>Writes the JSON names of a model, escaped once.</summary>
internal sealed class ModelNamesEmitter
{
    private readonly CodeWriter _code;
    private readonly IReadOnlyList<PropertyPlan> _properties;

    public ModelNamesEmitter(CodeWriter code, IReadOnlyList<PropertyPlan> properties)
    {
        _code = code;
        _properties = properties;
    }

    public void Write()
    {
        if (_properties.Count == 0)
            return;
        using (_code.Open("private static class JsonNames"))
        {
            string[] names = _properties.Select(property => $"{property.Name} = JsonCodec.Name({StringLiteral.Of(property.JsonName)})").ToArray();
            string line = $"internal static readonly JsonEncodedText {string.Join(", ", names)};";
            if (line.Length <= _code.Width)
            {
                _code.Line(line);
                return;
            }

            _code.Line("internal static readonly JsonEncodedText");
            _code.Indent();
            _code.Filled(names, ";");
            _code.Outdent();
        }
    }
}
