using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using LabelingGen.Core.Json;

namespace LabelingGen.Core;

/// <summary>Makes parameter values of lists, maps, objects and JSON. Null in, null out: what is null is left out of a request.</summary>
public static class ParameterValues
{
    /// <summary>The values of a list of texts.</summary>
    [return: NotNullIfNotNull(nameof(values))]
    public static IEnumerable<ParameterValue>? Of(IEnumerable<string>? values) =>
        Of(values, static value => (ParameterValue)value);

    /// <summary>The values of a list.</summary>
    /// <param name="values">The list.</param>
    /// <param name="convert">Writes one item.</param>
    [return: NotNullIfNotNull(nameof(values))]
    public static IEnumerable<ParameterValue>? Of<T>(IEnumerable<T>? values, Func<T, ParameterValue> convert)
    {
        ArgumentNullException.ThrowIfNull(convert);
        return values is null ? null : Convert(values);

        IEnumerable<ParameterValue> Convert(IEnumerable<T> present)
        {
            foreach (T value in present)
                yield return convert(value);
        }
    }

    /// <summary>The members of a map.</summary>
    /// <param name="members">The map.</param>
    /// <param name="convert">Writes one value.</param>
    [return: NotNullIfNotNull(nameof(members))]
    public static IEnumerable<KeyValuePair<string, ParameterValue>>? OfMembers<T>(
        IEnumerable<KeyValuePair<string, T>>? members, Func<T, ParameterValue> convert)
    {
        ArgumentNullException.ThrowIfNull(convert);
        return members is null ? null : Convert(members);

        IEnumerable<KeyValuePair<string, ParameterValue>> Convert(IEnumerable<KeyValuePair<string, T>> present)
        {
            foreach ((string key, T value) in present)
                yield return KeyValuePair.Create(key, convert(value));
        }
    }

    /// <summary>The members of an object that are not null.</summary>
    public static IEnumerable<KeyValuePair<string, ParameterValue>> Members(params (string Name, ParameterValue? Value)[] members)
    {
        ArgumentNullException.ThrowIfNull(members);
        foreach ((string name, ParameterValue? value) in members)
        {
            if (value is { Text: not null } present)
                yield return KeyValuePair.Create(name, present);
        }
    }

    /// <summary>A value as JSON text.</summary>
    public static ParameterValue Json<T>(T value, JsonWrite<T> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            write(writer, value);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>A value as JSON text; null for null.</summary>
    public static ParameterValue? JsonOrNull<T>(T? value, JsonWrite<T> write)
        where T : class => value is null ? default(ParameterValue?) : Json(value, write);

    /// <summary>A value as JSON text; null for null.</summary>
    public static ParameterValue? JsonOrNull<T>(T? value, JsonWrite<T> write)
        where T : struct => value is { } present ? Json(present, write) : default(ParameterValue?);
}
