using System.Globalization;
using System.Text;

namespace LabelingGen.Testing.Wire.Python;

/// <summary>The functions of the language that need no import.</summary>
internal static class PythonBuiltins
{
    public static object? Find(string name, PythonInterpreter interpreter, IPythonHost host)
    {
        PythonCallable? function = name switch
        {
            "list" => Async(async a => a.Positional.Count == 0 ? new List<object?>() : await interpreter.ListAsync(a[0])),
            "tuple" => Async(async a => new PythonTuple(a.Positional.Count == 0 ? [] : await interpreter.ListAsync(a[0]))),
            "set" => Async(async a => new PythonSet(a.Positional.Count == 0 ? [] : await interpreter.ListAsync(a[0]))),
            "dict" => Async(async a => await DictionaryAsync(a, interpreter)),
            "len" => Async(async a => a[0] is string text ? (long)text.Length : (long)(await interpreter.ListAsync(a[0])).Count),
            "sorted" => Async(async a => await SortAsync(a, interpreter)),
            "reversed" => Async(async a => Enumerable.Reverse(await interpreter.ListAsync(a[0])).ToList()),
            "range" => Range,
            "enumerate" => Async(async a => (await interpreter.ListAsync(a[0]))
                .Select((item, i) => (object?)new PythonTuple([(long)i, item])).ToList()),
            "zip" => Async(async a => await ZipAsync(a, interpreter)),
            "map" => Async(async a => await MapAsync(a, interpreter)),
            "iter" => a => a[0],
            "next" => Async(async a => await NextAsync(a[0], interpreter)),
            "sum" => Async(async a => (await interpreter.ListAsync(a[0])).Aggregate((object?)0L, Add)),
            "min" => Async(async a => (await SpreadAsync(a, interpreter)).MinBy(i => i, Comparer<object?>.Create(Operators.Order))),
            "max" => Async(async a => (await SpreadAsync(a, interpreter)).MaxBy(i => i, Comparer<object?>.Create(Operators.Order))),
            "any" => Async(async a => (await interpreter.ListAsync(a[0])).Any(PythonInterpreter.IsTrue)),
            "all" => Async(async a => (await interpreter.ListAsync(a[0])).All(PythonInterpreter.IsTrue)),
            "str" => a => a.Positional.Count == 0 ? "" : Operators.Text(a[0]),
            "repr" => a => Operators.Represent(a[0]),
            "int" => a => a[0] is string text ? long.Parse(text, CultureInfo.InvariantCulture) : (long)Operators.Number(a[0]),
            "float" => a => a[0] is string text ? Float(text) : Operators.Number(a[0]),
            "bool" => a => PythonInterpreter.IsTrue(a[0]),
            "bytes" => a => a[0] is string text ? Encoding.UTF8.GetBytes(text) : a[0],
            "print" => _ => null,
            "open" => a => PythonFile.Open(host.Locate((string)a[0]!), a.Optional(1, "mode") as string ?? "r"),
            "getattr" => a => host.GetAttribute(a[0], (string)a[1]!),
            "type" => a => host.GetAttribute(a[0], "__class__"),
            _ => null,
        };
        return function;
    }

    private static double Float(string text) => text.Trim().ToLowerInvariant() switch
    {
        "nan" => double.NaN,
        "inf" or "+inf" or "infinity" => double.PositiveInfinity,
        "-inf" or "-infinity" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    private static object? Add(object? sum, object? item) => Operators.Binary("+", sum, item);

    private static PythonCallable Async(Func<PythonArguments, Task<object?>> call) => arguments => call(arguments);

    private static List<object?> Range(PythonArguments a)
    {
        long start = a.Positional.Count > 1 ? (long)a[0]! : 0;
        long stop = a.Positional.Count > 1 ? (long)a[1]! : (long)a[0]!;
        long step = a.Positional.Count > 2 ? (long)a[2]! : 1;
        List<object?> items = [];
        for (long i = start; step > 0 ? i < stop : i > stop; i += step)
            items.Add(i);
        return items;
    }

    private static async Task<object?> DictionaryAsync(PythonArguments a, PythonInterpreter interpreter)
    {
        Dictionary<object, object?> result = [];
        if (a.Positional.Count > 0 && a[0] is Dictionary<object, object?> copied)
        {
            foreach ((object key, object? value) in copied)
                result[key] = value;
        }
        else if (a.Positional.Count > 0)
        {
            foreach (object? pair in await interpreter.ListAsync(a[0]))
                result[((List<object?>)pair!)[0]!] = ((List<object?>)pair)[1];
        }

        foreach ((string key, object? value) in a.Keywords)
            result[key] = value;
        return result;
    }

    private static async Task<object?> SortAsync(PythonArguments a, PythonInterpreter interpreter)
    {
        List<(object? Key, object? Item)> keyed = [];
        foreach (object? item in await interpreter.ListAsync(a[0]))
        {
            object? key = a.Keywords.TryGetValue("key", out object? function) && function is not null
                ? await interpreter.InvokeAsync(function, new([item], new Dictionary<string, object?>()))
                : item;
            keyed.Add((key, item));
        }

        IEnumerable<object?> sorted = keyed.OrderBy(k => k.Key, Comparer<object?>.Create(Operators.Order)).Select(k => k.Item);
        return (a.Keywords.GetValueOrDefault("reverse") is true ? sorted.Reverse() : sorted).ToList();
    }

    private static async Task<object?> ZipAsync(PythonArguments a, PythonInterpreter interpreter)
    {
        List<List<object?>> columns = [];
        foreach (object? column in a.Positional)
            columns.Add(await interpreter.ListAsync(column));
        List<object?> rows = [];
        for (int i = 0; i < columns.Min(c => c.Count); i++)
            rows.Add(new PythonTuple([.. columns.Select(c => c[i])]));
        return rows;
    }

    private static async Task<object?> MapAsync(PythonArguments a, PythonInterpreter interpreter)
    {
        List<object?> mapped = [];
        foreach (object? item in await interpreter.ListAsync(a[1]))
            mapped.Add(await interpreter.InvokeAsync(a[0], new([item], new Dictionary<string, object?>())));
        return mapped;
    }

    private static async Task<List<object?>> SpreadAsync(PythonArguments a, PythonInterpreter interpreter) =>
        a.Positional.Count > 1 ? [.. a.Positional] : await interpreter.ListAsync(a[0]);

    /// <summary>The first item, without reading further pages.</summary>
    private static async Task<object?> NextAsync(object? source, PythonInterpreter interpreter)
    {
        if (source is IAsyncEnumerable<object?> pages)
        {
            await foreach (object? item in pages)
                return item;
            throw new PythonException("StopIteration", "no item");
        }

        List<object?> items = await interpreter.ListAsync(source);
        return items.Count > 0 ? items[0] : throw new PythonException("StopIteration", "no item");
    }
}
