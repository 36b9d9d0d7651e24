using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Shouldly;

namespace LabelingGen.Testing;

/// <summary>
/// The public surface of an assembly as text, compared with an approved file, so that every change of it is seen and meant.
/// <c>UPDATE_SNAPSHOTS=1</c> rewrites the file.
/// </summary>
public static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Compares the surface with <c>tests/PROJECT/PublicApi.approved.txt</c>.</summary>
    /// <param name="assembly">The package's assembly.</param>
    /// <param name="testProject">Name of the folder below <c>tests</c> that holds the approved file.</param>
    /// <param name="except">A namespace that is left out with all below it: code that another tool answers for.</param>
    public static void ShouldBeApproved(Assembly assembly, string testProject, string? except = null)
    {
        string path = RepositoryPaths.InRepository("tests", testProject, "PublicApi.approved.txt");
        string actual = Describe(assembly, except);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is "1" or "true")
            File.WriteAllText(path, actual);
        string approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : string.Empty;
        actual.ShouldBe(approved, $"The surface of {assembly.GetName().Name} changed. If it is meant: UPDATE_SNAPSHOTS=1 dotnet test.");
    }

    /// <summary>One line per public or protected type and member, in a stable order.</summary>
    private static string Describe(Assembly assembly, string? except)
    {
        StringBuilder text = new();
        IEnumerable<Type> types = assembly.GetTypes().Where(t => IsVisible(t) && !IsBelow(t.Namespace, except));
        foreach (Type type in types.OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(Head(type)).Append('\n');
            foreach (string member in Members(type).Order(StringComparer.Ordinal))
                text.Append("    ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    private static bool IsBelow(string? name, string? root) =>
        root is not null && name is not null && (name == root || name.StartsWith(root + ".", StringComparison.Ordinal));

    private static IEnumerable<string> Members(Type type) => type switch
    {
        { IsEnum: true } => Enum.GetNames(type).Select(n => $"{n} = {Enum.Format(type, Enum.Parse(type, n), "D")}"),
        _ when typeof(Delegate).IsAssignableFrom(type) => [],
        _ => type.GetMembers(Declared).Select(Member).OfType<string>(),
    };

    private static bool IsVisible(Type type) => type.IsNested
        ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!)
        : type.IsPublic;

    private static string Head(Type type)
    {
        string kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly struct" : "struct",
            _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        Type[] inherited = type.BaseType?.GetInterfaces() ?? [];
        string name = $"{kind} {type.Namespace}.{Name(type)}";
        if (kind == "delegate")
            return name + Parameters(type.GetMethod("Invoke")!) + " -> " + Name(type.GetMethod("Invoke")!.ReturnType);
        List<string> bases = [.. type.GetInterfaces().Where(i => IsVisible(i) && !inherited.Contains(i)).Select(Name)];
        bases.Sort(StringComparer.Ordinal);
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
            bases.Insert(0, Name(parent));
        return bases.Count > 0 && !type.IsEnum ? name + " : " + string.Join(", ", bases) : name;
    }

    private static string? Member(MemberInfo member) => member switch
    {
        ConstructorInfo { IsStatic: false } constructor when Access(constructor) is { } access => $"{access}new{Parameters(constructor)}",
        // What the compiler adds to a record is told by the interface it implements.
        MethodInfo method when Access(method) is { } access && !IsAccessor(method)
            && !method.IsDefined(typeof(CompilerGeneratedAttribute)) =>
            $"{access}{Modifiers(method)}{method.Name}{Generic(method)}{Parameters(method)} -> {Name(method.ReturnType)}",
        PropertyInfo property when property.Name != "EqualityContract" => Property(property),
        FieldInfo { IsSpecialName: false } field when field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly =>
            $"{(field.IsPublic ? "" : "protected ")}{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{field.Name} : "
                + Name(field.FieldType),
        EventInfo { AddMethod: { } add } happening when Access(add) is { } access =>
            $"{access}event {happening.Name} : {Name(happening.EventHandlerType!)}",
        _ => null,
    };

    private static string? Property(PropertyInfo property)
    {
        string? get = property.GetMethod is { } getter && Access(getter) is { } getAccess ? getAccess + "get; " : null;
        string? set = property.SetMethod is { } setter && Access(setter) is { } setAccess
            ? setAccess + (setter.ReturnParameter.GetRequiredCustomModifiers().Length > 0 ? "init; " : "set; ")
            : null;
        if (get is null && set is null)
            return null;
        MethodInfo accessor = property.GetMethod ?? property.SetMethod!;
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : string.Empty;
        string index = property.GetIndexParameters().Length > 0 ? Parameters(property.GetMethod!) : string.Empty;
        return $"{required}{Modifiers(accessor)}{property.Name}{index} : {Name(property.PropertyType)} {{ {get}{set}}}";
    }

    private static string? Access(MethodBase method) =>
        method.IsPublic ? string.Empty : method.IsFamily || method.IsFamilyOrAssembly ? "protected " : null;

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string Modifiers(MethodInfo method)
    {
        if (method.IsStatic)
            return method.IsAbstract ? "static abstract " : "static ";
        if (method.IsAbstract)
            return method.DeclaringType!.IsInterface ? string.Empty : "abstract ";
        if (method.GetBaseDefinition() != method)
            return "override ";
        return method is { IsVirtual: true, IsFinal: false } ? "virtual " : string.Empty;
    }

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : string.Empty;

    private static string Parameters(MethodBase method) => "(" + string.Join(", ", method.GetParameters().Select(Parameter)) + ")";

    private static string Parameter(ParameterInfo parameter)
    {
        string passing = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : string.Empty;
        string fallback = parameter.HasDefaultValue ? " = " + Default(parameter) : string.Empty;
        return $"{passing}{Name(parameter.ParameterType)} {parameter.Name}{fallback}";
    }

    private static string Default(ParameterInfo parameter) =>
        parameter.DefaultValue is null ? "default" : Convert.ToString(parameter.DefaultValue, CultureInfo.InvariantCulture)!;

    private static string Name(Type type)
    {
        if (type.IsByRef)
            return Name(type.GetElementType()!);
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Name(underlying) + "?";
        string name = type.IsNested && !type.IsGenericParameter ? Name(type.DeclaringType!) + "." + type.Name : type.Name;
        if (!type.IsGenericType)
            return name;
        int tick = name.LastIndexOf('`');
        return (tick < 0 ? name : name[..tick]) + "<" + string.Join(", ", type.GetGenericArguments().Select(Name)) + ">";
    }
}
