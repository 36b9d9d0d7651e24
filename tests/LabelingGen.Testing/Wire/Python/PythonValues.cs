namespace LabelingGen.Testing.Wire.Python;

/// <summary>Something that can be called. It may answer with a task, which is awaited.</summary>
internal delegate object? PythonCallable(PythonArguments arguments);

/// <summary>The arguments of a call.</summary>
internal sealed record PythonArguments(IReadOnlyList<object?> Positional, IReadOnlyDictionary<string, object?> Keywords)
{
    public object? this[int index] => index < Positional.Count
        ? Positional[index]
        : throw new PythonException("TypeError", $"argument {index + 1} is missing");

    public object? Optional(int index, string name) =>
        index < Positional.Count ? Positional[index] : Keywords.GetValueOrDefault(name);
}

/// <summary>A tuple: a list that equals by value and cannot be changed.</summary>
internal sealed class PythonTuple(IReadOnlyList<object?> items) : List<object?>(items);

/// <summary>A set, in order of insertion.</summary>
internal sealed class PythonSet(IEnumerable<object?> items) : List<object?>(items.Distinct());

/// <summary>A named group of values: a module, a class with constants, an enumeration.</summary>
internal sealed class PythonNamespace(string name, Func<string, object?> find)
{
    public string Name { get; } = name;

    public PythonCallable? Call { get; init; }

    public object? Find(string member) => find(member);
}

/// <summary>An exception raised by the program itself or by the language.</summary>
internal sealed class PythonException(string className, string message) : Exception($"{className}: {message}")
{
    public string ClassName { get; } = className;
}

/// <summary>What the language does not know by itself: the vendor's names, objects and exceptions.</summary>
internal interface IPythonHost
{
    object? Resolve(string name);

    object? Import(string path);

    object? GetAttribute(object? target, string name);

    void SetAttribute(object? target, string name, object? value);

    /// <summary>The value as the program sees it, once it has been awaited.</summary>
    object? Wrap(object? value);

    /// <summary>Names of the Python classes that stand for an exception, the most exact first.</summary>
    IEnumerable<string> ClassNames(Exception exception);

    /// <summary>The path on this machine of a path the program names.</summary>
    string Locate(string path);
}
