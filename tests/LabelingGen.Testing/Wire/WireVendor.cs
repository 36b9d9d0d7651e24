using System.ClientModel;
using System.Text.RegularExpressions;

namespace LabelingGen.Testing.Wire;

/// <summary>
/// What a vendor's official client is called with, and what that is in ours: a table of methods, attributes, classes, constants
/// and exceptions. It knows no cases: a new recording of a mapped method needs no new entry.
/// </summary>
/// <param name="name">Name of the vendor's folder of recordings.</param>
public sealed class WireVendor(string name)
{
    private readonly Dictionary<string, (WireSignature Signature, Func<WireCall, object?> Call)> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<WireCall, object?>> _attributes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<WireSession, object?>> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<string, object?>> _constants = new(StringComparer.Ordinal);
    private readonly List<(Type Type, string ClassName)> _classes = [];
    private readonly List<(Type Type, Func<Exception, bool> When, string[] ClassNames)> _exceptions = [];
    private readonly List<(Regex Text, Action<WireCase> Correct)> _deviations = [];
    private readonly HashSet<string> _namespaces = new(StringComparer.Ordinal);

    /// <summary>Name of the vendor's folder of recordings.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// Whether the waits between attempts are compared one by one: for a table that gives our client the schedule of the official one.
    /// Otherwise only waits that a server told are compared.
    /// </summary>
    public bool HasOfficialWaits { get; init; }

    /// <summary>Whether the official client waits once more after a job has ended, which ours need not.</summary>
    public bool WaitsAfterEnd { get; init; }

    /// <summary>A variable that every program finds defined; made when it is first used.</summary>
    public WireVendor Variable(string variable, Func<WireSession, object?> create)
    {
        _variables.Add(variable, create);
        return this;
    }

    /// <summary>
    /// A function, constructor or method: <c>create(name, size=10)</c> or <c>Dataset.append(items, **options)</c>. What the delegate
    /// gives back may be a task, a client result, an asynchronous list, one of our objects or a plain value.
    /// </summary>
    public WireVendor Method(string signature, Func<WireCall, object?> call)
    {
        WireSignature read = new(signature);
        if (!_functions.TryAdd(read.Name, (read, call)))
            throw new ArgumentException($"{read.Name} is mapped twice.", nameof(signature));
        return this;
    }

    /// <summary>The same for a call that takes several steps.</summary>
    public WireVendor Method(string signature, Func<WireCall, Task<object?>> call) =>
        Method(signature, (Func<WireCall, object?>)(c => call(c)));

    /// <summary>An attribute that is not simply a JSON member of the object: <c>Dataset.size</c>.</summary>
    public WireVendor Attribute(string path, Func<WireCall, object?> read)
    {
        _attributes.Add(path, read);
        return this;
    }

    /// <summary>The same for an attribute that takes a call.</summary>
    public WireVendor Attribute(string path, Func<WireCall, Task<object?>> read) =>
        Attribute(path, (Func<WireCall, object?>)(c => read(c)));

    /// <summary>The official client's name of one of our classes. Several of ours may share one name.</summary>
    public WireVendor Class<T>(string className)
    {
        _classes.Add((typeof(T), className));
        return this;
    }

    /// <summary>An enumeration: gives the value of a member, or <see langword="null"/> for an unknown one.</summary>
    public WireVendor Constants(string className, Func<string, object?> value)
    {
        _constants.Add(className, value);
        return this;
    }

    /// <summary>A module the program may import or name.</summary>
    public WireVendor Module(params string[] names)
    {
        _namespaces.UnionWith(names);
        return this;
    }

    /// <summary>The official classes that one of our exceptions stands for.</summary>
    public WireVendor Raises<TException>(params string[] classNames)
        where TException : Exception => RaisesWhen<TException>(_ => true, classNames);

    /// <summary>The official classes that one of our exceptions stands for under a condition. The first entry that fits counts.</summary>
    public WireVendor RaisesWhen<TException>(Func<TException, bool> when, params string[] classNames)
        where TException : Exception
    {
        _exceptions.Add((typeof(TException), e => when((TException)e), classNames));
        return this;
    }

    /// <summary>
    /// What a correct client does where the recording is marked as a deviation whose text matches: the action corrects the expected
    /// requests or outcome, which are then compared as strictly as any.
    /// </summary>
    public WireVendor Deviation(string textPattern, Action<WireCase> correct)
    {
        _deviations.Add((new Regex(textPattern, RegexOptions.IgnoreCase | RegexOptions.Singleline), correct));
        return this;
    }

    /// <summary>Whether a function, method or class of the official client can be called.</summary>
    /// <param name="path">Its name, such as <c>ScaleClient.get_task</c>.</param>
    public bool Knows(string path) => _functions.ContainsKey(path);

    /// <summary>Whether an attribute has an entry of its own.</summary>
    /// <param name="path">Its name, such as <c>Dataset.size</c>.</param>
    public bool KnowsAttribute(string path) => _attributes.ContainsKey(path);

    internal (WireSignature Signature, Func<WireCall, object?> Call)? Function(string path) =>
        _functions.TryGetValue(path, out (WireSignature, Func<WireCall, object?>) found) ? found : null;

    internal Func<WireCall, object?>? AttributeOf(string path) => _attributes.GetValueOrDefault(path);

    internal Func<WireSession, object?>? VariableOf(string variable) => _variables.GetValueOrDefault(variable);

    internal Func<string, object?>? ConstantsOf(string className) => _constants.GetValueOrDefault(className);

    internal bool IsModule(string module) => _namespaces.Contains(module) || module == Name;

    internal bool HasMembers(string className) => _functions.Keys.Any(f => f.StartsWith(className + ".", StringComparison.Ordinal));

    internal string? ClassNameOf(object value) => _classes.Find(c => c.Type == value.GetType()).ClassName
        ?? _classes.Find(c => c.Type.IsInstanceOfType(value)).ClassName;

    internal bool AllowsClassName(object value, string className) =>
        _classes.Exists(c => c.ClassName == className && c.Type.IsInstanceOfType(value));

    internal IReadOnlyList<string> ExceptionNames(Exception exception)
    {
        foreach ((Type type, Func<Exception, bool> when, string[] classNames) in _exceptions)
        {
            if (type.IsInstanceOfType(exception) && when(exception))
                return classNames;
        }

        return [];
    }

    internal void Correct(WireCase wireCase)
    {
        foreach ((Regex text, Action<WireCase> correct) in _deviations)
        {
            if (wireCase.KnownDeviation is { } deviation && text.IsMatch(deviation))
                correct(wireCase);
        }
    }

    /// <summary>The status an exception of ours carries, for <c>exception.code</c>.</summary>
    internal static int? StatusOf(Exception exception) =>
        exception is ClientResultException { Status: > 0 } failed ? failed.Status : null;
}
