using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Reading.OpenApi;

/// <summary>
/// Path templates: <c>/pets/{petId}</c>. Some publishers write expressions of RFC 6570 (<c>{+name}</c>, <c>{.name}</c>, <c>{;name*}</c>)
/// where OpenAPI knows plain names only; a parameter of the plain name is the one that is meant.
/// </summary>
internal static class PathTemplate
{
    private const string Operators = "+#./;";

    /// <summary>The names in braces, in order, each once.</summary>
    public static IReadOnlyList<string> Names(string path)
    {
        List<string> names = new();
        for (int open = path.IndexOf('{'); open >= 0; open = path.IndexOf('{', open + 1))
        {
            int close = path.IndexOf('}', open);
            if (close < 0)
                break;
            string name = path.Substring(open + 1, close - open - 1);
            if (name.Length > 0 && name.IndexOf('{') < 0 && !names.Contains(name))
                names.Add(name);
        }

        return names;
    }

    /// <summary>
    /// The expression in the path that stands for a parameter which the path does not name as it is; <see langword="null"/> where there is
    /// none.
    /// </summary>
    public static string? ExpressionFor(string path, string parameter)
    {
        IReadOnlyList<string> names = Names(path);
        return names.Contains(parameter) ? null : names.FirstOrDefault(name => Plain(name) == parameter);
    }

    /// <summary>The path with the plain name in place of an expression.</summary>
    public static string Replace(string path, string expression) => path.Replace("{" + expression + "}", "{" + Plain(expression) + "}");

    /// <summary>What an expression says of how the value is written, where the parameter itself says nothing.</summary>
    public static Parameter Apply(string expression, Parameter parameter, bool statesStyle) => parameter with
    {
        AllowReserved = parameter.AllowReserved || expression[0] is '+' or '#',
        Style = statesStyle ? parameter.Style : expression[0] switch
        {
            '.' => ParameterStyle.Label,
            ';' => ParameterStyle.Matrix,
            _ => parameter.Style,
        },
        Explode = parameter.Explode || expression[expression.Length - 1] == '*',
    };

    private static string Plain(string expression)
    {
        int start = Operators.IndexOf(expression[0]) >= 0 ? 1 : 0;
        int end = expression[expression.Length - 1] == '*' ? expression.Length - 1 : expression.Length;
        return start < end ? expression.Substring(start, end - start) : expression;
    }
}
