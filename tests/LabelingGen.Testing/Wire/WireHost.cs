using System.Text.Json.Nodes;
using LabelingGen.Testing.Wire.Python;

namespace LabelingGen.Testing.Wire;

/// <summary>Shows a vendor's table to a program as the official client.</summary>
internal sealed class WireHost(WireVendor vendor, WireSession session) : IPythonHost
{
    private readonly Dictionary<string, object?> _variables = new(StringComparer.Ordinal);

    public object? Resolve(string name)
    {
        if (_variables.TryGetValue(name, out object? known))
            return known;
        if (vendor.VariableOf(name) is { } create)
            return _variables[name] = Wrap(create(session));

        return Named(name) ?? (vendor.IsModule(name) ? Module(name) : throw new WireUnmappedException($"The name '{name}'"));
    }

    public object? Import(string path)
    {
        string name = path.Split('.')[^1];
        return Named(name) ?? Module(path);
    }

    public object? GetAttribute(object? target, string name)
    {
        switch (target)
        {
            case WireInstance instance:
                return Attribute(instance, name);
            case PythonNamespace space:
                throw new WireUnmappedException($"{space.Name}.{name}");
            case Exception exception when name is "code" or "status_code" or "status":
                return WireVendor.StatusOf(exception) is { } status ? (long)status : null;
            case Exception exception when name is "message" or "args":
                return exception.Message;
            case Exception exception when name == "__class__":
                return new WireType(ClassNames(exception).FirstOrDefault() ?? exception.GetType().Name);
            default:
                return name == "__call__" || name == "__iter__"
                    ? null
                    : throw new WireUnmappedException($"The attribute '{name}' of {Operators.Represent(target)}");
        }
    }

    public void SetAttribute(object? target, string name, object? value)
    {
        WireInstance instance = target as WireInstance ?? throw new WireUnmappedException($"Setting '{name}'");
        if (vendor.Function($"{instance.ClassName}.{name}.set") is { } setter)
            setter.Call(new WireCall(session, instance, new() { ["value"] = value }, ["value"]));
        else
            instance.Attributes[name] = value;
    }

    public object? Wrap(object? value)
    {
        if (WireJson.IsPlain(value))
            return value;
        return vendor.ClassNameOf(value!) is { } className ? new WireInstance(className, value!) : WireJson.FromAnswer(value, Wrap);
    }

    public IEnumerable<string> ClassNames(Exception exception) => vendor.ExceptionNames(exception);

    public string Locate(string path) => session.Locate(path);

    /// <summary>The value of an attribute without calling it a failure when there is none.</summary>
    public object? Attribute(WireInstance instance, string name)
    {
        if (name == "__class__")
            return new WireType(instance.ClassName);
        string path = $"{instance.ClassName}.{name}";
        if (instance.Attributes.TryGetValue(name, out object? set))
            return set;
        if (vendor.AttributeOf(path) is { } read)
            return read(new WireCall(session, instance, [], []));
        if (vendor.Function(path) is { } method)
            return Bound(method, instance);
        if (name.StartsWith("__", StringComparison.Ordinal))
            return null;
        return WireJson.ToNode(instance.Value) is JsonObject members && members.TryGetPropertyValue(name, out JsonNode? member)
            ? WireJson.ToPython(member)
            : throw new WireUnmappedException(path);
    }

    /// <summary>A class, function or enumeration by its name.</summary>
    private object? Named(string name)
    {
        (WireSignature, Func<WireCall, object?>)? constructor = vendor.Function(name);
        Func<string, object?>? constants = vendor.ConstantsOf(name);
        if (constructor is null && constants is null && !vendor.HasMembers(name))
            return null;
        return new PythonNamespace(name, member =>
            constants?.Invoke(member) is { } constant ? new WireConstant(name, member, constant)
            : vendor.Function($"{name}.{member}") is { } function ? Bound(function, null)
            : null)
        {
            Call = constructor is { } found ? Bound(found, null) : constants is null ? null : a => a[0],
        };
    }

    private PythonNamespace Module(string path) => new(path, member => Named(member) ?? Module(path + "." + member));

    private PythonCallable Bound((WireSignature Signature, Func<WireCall, object?> Call) function, object? self) => arguments =>
    {
        (Dictionary<string, object?> bound, HashSet<string> given) = function.Signature.Bind(arguments);
        return function.Call(new WireCall(session, self, bound, given));
    };
}
