using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LabelingGen.Core;
using LabelingGen.Testing.Wire;

namespace LabelingGen.LabelStudio.Tests.Wire;

/// <summary>A call of the official client as a call of ours: by the names of what is given, not by hand for each method.</summary>
internal static class OfficialCall
{
    private static readonly JsonSerializerOptions Lenient = new() { NumberHandling = JsonNumberHandling.AllowReadingFromString };

    public static async Task<object?> RunAsync(OfficialMethod official, OurMethod ours, WireCall call)
    {
        object? result = await SendAsync(official, ours, call);
        return result is null || official.Gives == "nothing" ? null : await OfficialResult.ShowAsync(official.Gives, result);
    }

    /// <summary>The arguments of the official method that ours has no place for; empty where ours is complete.</summary>
    public static IEnumerable<string> Homeless(OfficialMethod official, OurMethod ours)
    {
        ParameterInfo[] parameters = ours.Method.GetParameters();
        IEnumerable<string> places = parameters.Skip(official.PathNames.Count).Where(p => !IsOptions(p)).Select(p => Plain(p.Name!))
            .Concat(parameters.Where(IsOptions).SelectMany(p => p.ParameterType.GetProperties().Select(property => Plain(property.Name))));
        HashSet<string> known = [.. places];
        bool hasBody = parameters.Any(p => IsBody(official, p));
        return official.Parameters.Where(p => p.Place switch
        {
            OfficialPlace.Path => false,
            OfficialPlace.Member or OfficialPlace.WholeBody => !hasBody && !known.Contains(Plain(p.WireName)),
            _ => !known.Contains(Plain(p.WireName)),
        }).Select(p => p.Name);
    }

    private static async Task<object?> SendAsync(OfficialMethod official, OurMethod ours, WireCall call)
    {
        object?[] arguments = [.. ours.Method.GetParameters().Select(parameter => Argument(official, parameter, call))];
        object? sent = ours.Method.Invoke(
            ours.On(call.On<Editions>().For(call)), BindingFlags.DoNotWrapExceptions, null, arguments, CultureInfo.InvariantCulture);
        if (sent is not Task task)
            return sent;
        await task;
        return task.GetType().GetProperty(nameof(Task<object>.Result))?.GetValue(task);
    }

    private static object? Argument(OfficialMethod official, ParameterInfo parameter, WireCall call)
    {
        if (parameter.ParameterType == typeof(CancellationToken))
            return CancellationToken.None;
        if (parameter.Position < official.PathNames.Count)
            return Convert(call[official.PathNames[parameter.Position]], parameter.ParameterType);
        if (IsOptions(parameter))
            return Options(official, parameter, call);
        if (IsBody(official, parameter))
            return Body(official, parameter.ParameterType, call);
        return official.Parameters.FirstOrDefault(p => Plain(p.WireName) == Plain(parameter.Name!)) is { } same
            ? Convert(call[same.Name], parameter.ParameterType)
            : Type.Missing;
    }

    /// <summary>What is optional, apart from what our method takes beside its options.</summary>
    private static object Options(OfficialMethod official, ParameterInfo options, WireCall call)
    {
        HashSet<string> arguments = [.. ((MethodInfo)options.Member).GetParameters().Select(p => Plain(p.Name!))];
        object given = Activator.CreateInstance(options.ParameterType)!;
        foreach (OfficialParameter parameter in official.Parameters.Where(p => p.Place == OfficialPlace.Query && call[p.Name] is not null
            && !arguments.Contains(Plain(p.WireName))))
        {
            PropertyInfo property = options.ParameterType.GetProperties().FirstOrDefault(p => Plain(p.Name) == Plain(parameter.WireName))
                ?? throw new WireUnmappedException($"{official.FullName}({parameter.Name})");
            property.SetValue(given, Convert(call[parameter.Name], property.PropertyType));
        }

        return given;
    }

    /// <summary>The type of one of our method's values, wherever it takes it.</summary>
    public static Type? TypeOf(OurMethod ours, OfficialParameter parameter)
    {
        ParameterInfo[] parameters = ours.Method.GetParameters();
        IEnumerable<(string Name, Type Type)> values = parameters.Select(p => (p.Name!, p.ParameterType))
            .Concat(parameters.SelectMany(p => p.ParameterType.GetProperties().Select(property => (property.Name, property.PropertyType))));
        return values.FirstOrDefault(value => Plain(value.Name) == Plain(parameter.WireName)).Type is { } type
            ? Nullable.GetUnderlyingType(type) ?? type
            : null;
    }

    /// <summary>The body: null where None was given, nothing where nothing was.</summary>
    private static object? Body(OfficialMethod official, Type type, WireCall call)
    {
        if (official.Parameters.FirstOrDefault(p => p.Place == OfficialPlace.WholeBody) is { } whole)
            return Convert(call[whole.Name], type);
        JsonObject body = [];
        foreach (OfficialParameter parameter in official.Parameters.Where(p => p.Place == OfficialPlace.Member && call.Gives(p.Name)))
            body[parameter.WireName] = Node(call[parameter.Name]);
        return body.Deserialize(type);
    }

    private static object? Convert(object? value, Type type)
    {
        Type wanted = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null || wanted.IsInstanceOfType(value))
            return value;
        if (wanted == typeof(string))
            return WireCall.TextOf(value);
        if (wanted == typeof(FileUpload))
        {
            (string name, Stream content) = WireCall.File(value);
            return new FileUpload(content, name);
        }

        JsonNode? node = Node(value);
        bool isList = wanted.IsGenericType && wanted.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
        if (isList && node is not JsonArray)
            node = new JsonArray(node);
        if (wanted == typeof(IReadOnlyList<string>))
            return ((JsonArray)node!).Select(item => item!.ToString()).ToList();
        return node.Deserialize(wanted, Lenient);
    }

    /// <summary>Six digits of a second, as the official client writes; a model keeps the text it was read from.</summary>
    private static JsonNode? Node(object? value) => value is DateTimeOffset time
        ? JsonValue.Create(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture))
        : WireJson.ToNode(value);

    private static bool IsOptions(ParameterInfo parameter) => parameter.Name == "options";

    private static bool IsBody(OfficialMethod official, ParameterInfo parameter) =>
        parameter.Name is "request" or "body"
        || (parameter.Position == official.PathNames.Count && official.Parameters.Any(p => p.Place == OfficialPlace.WholeBody));

    /// <summary>A name apart from its style: <c>page_size</c> and <c>PageSize</c>.</summary>
    private static string Plain(string name) =>
        new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}
