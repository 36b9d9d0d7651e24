using System.Text;

namespace LabelingGen.Testing.Wire.Python;

/// <summary>Methods of texts, lists, dictionaries, files, bytes and constants.</summary>
internal static class PythonMethods
{
    public static object? Find(object? target, string name, PythonInterpreter interpreter) => target switch
    {
        string text => OfText(text, name, interpreter),
        byte[] bytes => OfBytes(bytes, name, interpreter),
        Dictionary<object, object?> dictionary => OfDictionary(dictionary, name),
        List<object?> list => OfList(list, name),
        PythonFile file => OfFile(file, name),
        WireConstant constant => name switch { "value" => constant.Value, "name" => constant.Name, _ => null },
        _ => null,
    };

    private static PythonCallable? OfText(string text, string name, PythonInterpreter interpreter) => name switch
    {
        "join" => a => JoinAsync(text, a[0], interpreter),
        "encode" => _ => Encoding.UTF8.GetBytes(text),
        "lower" => _ => text.ToLowerInvariant(),
        "upper" => _ => text.ToUpperInvariant(),
        "strip" => _ => text.Trim(),
        "split" => a => text.Split(a.Positional.Count > 0 ? (string)a[0]! : " ").Select(p => (object?)p).ToList(),
        "splitlines" => _ => text.Split('\n').Select(p => (object?)p).ToList(),
        "replace" => a => text.Replace((string)a[0]!, (string)a[1]!, StringComparison.Ordinal),
        "startswith" => a => text.StartsWith((string)a[0]!, StringComparison.Ordinal),
        "endswith" => a => text.EndsWith((string)a[0]!, StringComparison.Ordinal),
        "format" => a => FormatPlaces(text, a),
        _ => null,
    };

    private static async Task<object?> JoinAsync(string separator, object? parts, PythonInterpreter interpreter) =>
        string.Join(separator, (await interpreter.ListAsync(parts)).Select(Operators.Text));

    private static async Task<object?> JoinAsync(byte[] separator, object? parts, PythonInterpreter interpreter)
    {
        using MemoryStream joined = new();
        foreach (object? part in await interpreter.ListAsync(parts))
        {
            if (joined.Length > 0)
                joined.Write(separator);
            joined.Write(part is ReadOnlyMemory<byte> memory ? memory.Span : (byte[])part!);
        }

        return joined.ToArray();
    }

    private static string FormatPlaces(string text, PythonArguments a)
    {
        int next = 0;
        StringBuilder result = new();
        for (int i = 0; i < text.Length; i++)
        {
            int end = text[i] == '{' ? text.IndexOf('}', i) : -1;
            if (end < 0)
            {
                result.Append(text[i]);
                continue;
            }

            string place = text[(i + 1)..end];
            object? value = place.Length == 0 ? a[next++]
                : int.TryParse(place, out int index) ? a[index]
                : a.Keywords.GetValueOrDefault(place);
            result.Append(Operators.Text(value));
            i = end;
        }

        return result.ToString();
    }

    private static PythonCallable? OfBytes(byte[] bytes, string name, PythonInterpreter interpreter) => name switch
    {
        "join" => a => JoinAsync(bytes, a[0], interpreter),
        "decode" => _ => Encoding.UTF8.GetString(bytes),
        _ => null,
    };

    private static PythonCallable? OfDictionary(Dictionary<object, object?> dictionary, string name) => name switch
    {
        "keys" => _ => dictionary.Keys.Select(k => (object?)k).ToList(),
        "values" => _ => dictionary.Values.ToList(),
        "items" => _ => dictionary.Select(p => (object?)new PythonTuple([p.Key, p.Value])).ToList(),
        "get" => a => dictionary.TryGetValue(a[0]!, out object? value) ? value : a.Optional(1, "default"),
        "pop" => a => dictionary.Remove(a[0]!, out object? value) ? value : a.Optional(1, "default"),
        "copy" => _ => new Dictionary<object, object?>(dictionary),
        "update" => a =>
        {
            foreach ((object key, object? value) in (Dictionary<object, object?>)a[0]!)
                dictionary[key] = value;
            return null;
        }
        ,
        _ => null,
    };

    private static PythonCallable? OfList(List<object?> list, string name) => name switch
    {
        "append" => a =>
        {
            list.Add(a[0]);
            return null;
        }
        ,
        "extend" => a =>
        {
            list.AddRange((List<object?>)a[0]!);
            return null;
        }
        ,
        "index" => a => (long)list.FindIndex(i => Operators.AreEqual(i, a[0])),
        "count" => a => (long)list.Count(i => Operators.AreEqual(i, a[0])),
        _ => null,
    };

    private static object? OfFile(PythonFile file, string name) => name switch
    {
        "name" => file.Path,
        "read" => (PythonCallable)(_ => file.Read()),
        "write" => (PythonCallable)(a =>
        {
            file.Write(a[0]);
            return null;
        }),
        "close" => (PythonCallable)(_ =>
        {
            file.Dispose();
            return null;
        }),
        _ => null,
    };
}
