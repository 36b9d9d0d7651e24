using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LabelingGen.Testing.Wire.Python;

/// <summary>Operators, equality and the text of values.</summary>
internal static partial class Operators
{
    public static object? Unary(string op, object? value) => (op, value) switch
    {
        ("not", _) => !PythonInterpreter.IsTrue(value),
        ("-", long number) => -number,
        ("-", double number) => -number,
        ("+", _) => value,
        _ => throw new PythonException("TypeError", $"{op} cannot be applied to {Represent(value)}"),
    };

    public static object? Binary(string op, object? left, object? right)
    {
        switch (op, left, right)
        {
            case ("%", string format, _):
                return Interpolate(format, right is PythonTuple several ? several : [right]);
            case ("+", string a, string b):
                return a + b;
            case ("+", byte[] a, byte[] b):
                return a.Concat(b).ToArray();
            case ("+", List<object?> a, List<object?> b):
                return a.Concat(b).ToList();
            case ("*", string a, long times):
                return new StringBuilder().Insert(0, a, (int)times).ToString();
            case ("*", List<object?> a, long times):
                return Enumerable.Range(0, (int)times).SelectMany(_ => a).ToList();
            case ("*", byte[] a, long times):
                return Enumerable.Range(0, (int)times).SelectMany(_ => a).ToArray();
            case ("|", Dictionary<object, object?> a, Dictionary<object, object?> b):
                return b.Aggregate(new Dictionary<object, object?>(a), (all, pair) =>
                {
                    all[pair.Key] = pair.Value;
                    return all;
                });
            case (not "/", long a, long b):
                return op switch
                {
                    "+" => a + b,
                    "-" => a - b,
                    "*" => a * b,
                    "//" => (long)Math.Floor((double)a / b),
                    "%" => a - (b * (long)Math.Floor((double)a / b)),
                    "**" => (long)Math.Pow(a, b),
                    "|" => a | b,
                    "&" => a & b,
                    _ => a ^ b,
                };
            default:
                double x = Number(left);
                double y = Number(right);
                return op switch
                {
                    "+" => x + y,
                    "-" => x - y,
                    "*" => x * y,
                    "/" => x / y,
                    "//" => Math.Floor(x / y),
                    "%" => x - (y * Math.Floor(x / y)),
                    _ => Math.Pow(x, y),
                };
        }
    }

    public static bool Compare(string op, object? left, object? right) => op switch
    {
        "==" => AreEqual(left, right),
        "!=" => !AreEqual(left, right),
        "is" => left is null || right is null || left is bool ? Equals(left, right) : ReferenceEquals(left, right) || left.Equals(right),
        "is not" => !Compare("is", left, right),
        "<" => Order(left, right) < 0,
        ">" => Order(left, right) > 0,
        "<=" => Order(left, right) <= 0,
        _ => Order(left, right) >= 0,
    };

    public static int Order(object? left, object? right) => left is string a && right is string b
        ? string.CompareOrdinal(a, b)
        : left is List<object?> x && right is List<object?> y
            ? x.Zip(y, Order).FirstOrDefault(o => o != 0, x.Count.CompareTo(y.Count))
            : Number(left).CompareTo(Number(right));

    public static bool AreEqual(object? left, object? right)
    {
        if (left is long or double && right is long or double)
            return Number(left).Equals(Number(right));
        if (left is Dictionary<object, object?> a && right is Dictionary<object, object?> b)
            return a.Count == b.Count && a.All(pair => b.TryGetValue(pair.Key, out object? other) && AreEqual(pair.Value, other));
        if (left is byte[] one && right is byte[] two)
            return one.AsSpan().SequenceEqual(two);
        if (left is not string && left is IEnumerable x && right is not string && right is IEnumerable y)
            return x.Cast<object?>().SequenceEqual(y.Cast<object?>(), EqualityComparer<object?>.Create(AreEqual));
        return Equals(left is WireConstant l ? l.Value : left, right is WireConstant r ? r.Value : right);
    }

    public static double Number(object? value) => value switch
    {
        long whole => whole,
        double number => number,
        bool flag => flag ? 1 : 0,
        _ => throw new PythonException("TypeError", $"{Represent(value)} is not a number"),
    };

    /// <summary>What <c>str()</c> gives.</summary>
    public static string Text(object? value) => value switch
    {
        string text => text,
        WireConstant constant => Text(constant.Value),
        _ => Represent(value),
    };

    /// <summary>What <c>repr()</c> gives.</summary>
    public static string Represent(object? value) => value switch
    {
        null => "None",
        true => "True",
        false => "False",
        string text => "'" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "'",
        double number => number == Math.Floor(number) && Math.Abs(number) < 1e16
            ? number.ToString("F1", CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture),
        Dictionary<object, object?> pairs => "{" + string.Join(", ", pairs.Select(p => Represent(p.Key) + ": " + Represent(p.Value))) + "}",
        PythonTuple items => "(" + string.Join(", ", items.Select(Represent)) + (items.Count == 1 ? ",)" : ")"),
        List<object?> items => "[" + string.Join(", ", items.Select(Represent)) + "]",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    /// <summary>A value in an f-string, with <c>!r</c>, <c>:03d</c> or <c>:.2f</c>.</summary>
    public static string Format(object? value, string? format) => format switch
    {
        null => Text(value),
        "!r" => Represent(value),
        "!s" => Text(value),
        _ => Interpolate("%" + format[1..] + (char.IsLetter(format[^1]) ? string.Empty : value is string ? "s" : "d"), [value]),
    };

    private static string Interpolate(string format, List<object?> values)
    {
        int next = 0;
        return Placeholder().Replace(format, match =>
        {
            if (match.Value == "%%")
                return "%";
            object? value = values[next++];
            string digits = match.Groups["precision"].Value;
            string text = match.Groups["kind"].Value switch
            {
                "d" or "i" => Math.Truncate(Number(value)).ToString("F0", CultureInfo.InvariantCulture),
                "f" => Number(value).ToString("F" + (digits.Length > 0 ? digits : "6"), CultureInfo.InvariantCulture),
                "x" => ((long)value!).ToString("x", CultureInfo.InvariantCulture),
                "r" => Represent(value),
                _ => Text(value),
            };
            int width = match.Groups["width"].Length > 0 ? int.Parse(match.Groups["width"].Value, CultureInfo.InvariantCulture) : 0;
            return match.Groups["zero"].Length > 0 ? text.PadLeft(width, '0') : text.PadLeft(width);
        });
    }

    [GeneratedRegex(@"%(?:%|(?<zero>0?)(?<width>\d*)(?:\.(?<precision>\d+))?(?<kind>[disfxr]))")]
    private static partial Regex Placeholder();
}
