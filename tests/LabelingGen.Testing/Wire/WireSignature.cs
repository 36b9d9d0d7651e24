using LabelingGen.Testing.Wire.Python;

namespace LabelingGen.Testing.Wire;

/// <summary>
/// A function of the official client as its documentation writes it: <c>Client.get_task(task_id, limit=10, **options)</c>.
/// </summary>
internal sealed class WireSignature
{
    private readonly List<(string Name, bool Required, object? Default)> _parameters = [];
    private readonly string? _extraPositional;
    private readonly string? _extraKeywords;

    /// <summary>Reads a signature.</summary>
    public WireSignature(string text)
    {
        if (PythonParser.ParseExpression(text) is not CallExpression call)
            throw new FormatException($"'{text}' is not a signature.");
        Name = text[..text.IndexOf('(', StringComparison.Ordinal)];
        foreach (PythonArgument argument in call.Arguments)
        {
            if (argument.Stars == 1)
                _extraPositional = ((NameExpression)argument.Value).Name;
            else if (argument.Stars == 2)
                _extraKeywords = ((NameExpression)argument.Value).Name;
            else if (argument.Name is not null)
                _parameters.Add((argument.Name, false, Constant(argument.Value)));
            else
                _parameters.Add((((NameExpression)argument.Value).Name, true, null));
        }
    }

    /// <summary>What stands before the parentheses.</summary>
    public string Name { get; }

    /// <summary>The arguments by name, with the defaults of those that were not given.</summary>
    /// <exception cref="WireRefusedException">The official client would refuse them too.</exception>
    public (Dictionary<string, object?> Arguments, HashSet<string> Given) Bind(PythonArguments arguments)
    {
        Dictionary<string, object?> bound = new(StringComparer.Ordinal);
        HashSet<string> given = new(StringComparer.Ordinal);
        Dictionary<object, object?> extra = [];
        for (int i = 0; i < arguments.Positional.Count && i < _parameters.Count; i++)
        {
            bound[_parameters[i].Name] = arguments.Positional[i];
            given.Add(_parameters[i].Name);
        }

        if (_extraPositional is not null)
            bound[_extraPositional] = arguments.Positional.Skip(_parameters.Count).ToList();
        else if (arguments.Positional.Count > _parameters.Count)
            throw new WireRefusedException($"{Name} takes {_parameters.Count} arguments, not {arguments.Positional.Count}");
        foreach ((string name, object? value) in arguments.Keywords)
        {
            if (_parameters.Exists(p => p.Name == name))
            {
                bound[name] = value;
                given.Add(name);
            }
            else if (_extraKeywords is not null)
                extra[name] = value;
            else
                throw new WireRefusedException($"{Name} has no parameter '{name}'");
        }

        if (_extraKeywords is not null)
            bound[_extraKeywords] = extra;
        foreach ((string name, bool required, object? fallback) in _parameters)
        {
            if (!bound.ContainsKey(name))
                bound[name] = required ? throw new WireRefusedException($"{Name} needs '{name}'") : fallback;
        }

        return (bound, given);
    }

    private static object? Constant(PythonExpression value) => value switch
    {
        LiteralExpression literal => literal.Value,
        ListExpression { Items.Count: 0 } => new List<object?>(),
        DictionaryExpression { Pairs.Count: 0 } => new Dictionary<object, object?>(),
        UnaryExpression unary => Operators.Unary(unary.Operator, Constant(unary.Operand)),
        _ => throw new FormatException("A default must be a literal, [] or {}."),
    };
}
