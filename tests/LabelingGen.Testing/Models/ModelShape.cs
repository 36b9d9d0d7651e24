using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Core.Json;

namespace LabelingGen.Testing.Models;

/// <summary>What reflection finds out about a generated model: the JSON names and types of its members.</summary>
public sealed class ModelShape
{
    private static readonly ConcurrentDictionary<Type, ModelShape> Known = new();

    private ModelShape(Type type, IReadOnlyList<ModelMember> members)
    {
        Type = type;
        Members = members;
    }

    /// <summary>The model.</summary>
    public Type Type { get; }

    /// <summary>Its members that are JSON properties.</summary>
    public IReadOnlyList<ModelMember> Members { get; }

    /// <summary>The generated types of an assembly that read and write themselves.</summary>
    public static IReadOnlyList<Type> TypesIn(Assembly assembly) => assembly.GetTypes()
        .Where(type => type is { IsGenericType: false, IsAbstract: false, IsInterface: false } && IsJsonValue(type))
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .ToList();

    /// <summary>Whether a type reads and writes itself.</summary>
    public static bool IsJsonValue(Type type) => type.GetInterfaces().Any(
        contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IJsonValue<>)
            && contract.GenericTypeArguments[0] == type);

    /// <summary>The shape of a model.</summary>
    public static ModelShape Of(Type type) => Known.GetOrAdd(type, Describe);

    private static ModelShape Describe(Type type)
    {
        Type? names = type.GetNestedType("JsonNames", BindingFlags.NonPublic);
        var nullability = new NullabilityInfoContext();
        List<ModelMember> members = [];
        foreach (FieldInfo field in names?.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public) ?? [])
        {
            PropertyInfo property = type.GetProperty(field.Name)!;
            bool isRequired = property.IsDefined(typeof(RequiredMemberAttribute));
            bool mayBeNull = nullability.Create(property).WriteState == NullabilityState.Nullable;
            members.Add(new ModelMember(NameOf((JsonEncodedText)field.GetValue(null)!), property.PropertyType, isRequired && !mayBeNull));
        }

        return new ModelShape(type, members);
    }

    private static string NameOf(JsonEncodedText name) => JsonNode.Parse($"\"{name}\"")!.GetValue<string>();
}

/// <summary>A member of a model.</summary>
/// <param name="JsonName">Name on the wire.</param>
/// <param name="Type">Type of the member.</param>
/// <param name="IsStrict">A value of another type is refused rather than kept.</param>
public sealed record ModelMember(string JsonName, Type Type, bool IsStrict);
