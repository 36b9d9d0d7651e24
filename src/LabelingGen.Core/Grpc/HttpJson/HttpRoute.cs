using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace LabelingGen.Core.Grpc;

/// <summary>
/// A binding's path, taken apart. A variable is a field by its dotted path, or <c>{field=pattern}</c> with <c>*</c> for one segment and
/// <c>**</c> for the rest.
/// </summary>
internal sealed class HttpRoute
{
    private readonly List<(string Literal, string? Variable, string[] Pattern)> _parts = [];

    public HttpRoute(GrpcHttpBinding binding)
    {
        Binding = binding;
        string path = binding.Path;
        int at = 0;
        while (path.IndexOf('{', at) is var open and >= 0)
        {
            int close = path.IndexOf('}', open);
            if (close < 0)
                throw new ArgumentException($"The path '{path}' has a brace that is not closed.", nameof(binding));
            string[] variable = path[(open + 1)..close].Split('=', 2);
            _parts.Add((path[at..open], variable[0], variable.Length == 1 ? ["*"] : variable[1].Split('/')));
            at = close + 1;
        }

        _parts.Add((path[at..], null, []));
    }

    public GrpcHttpBinding Binding { get; }

    /// <summary>The fields that the path carries.</summary>
    public IEnumerable<string> Variables => _parts.Select(p => p.Variable).OfType<string>();

    /// <summary>Fills the path from a request: a template with one parameter per segment, and their values.</summary>
    /// <returns>False when a variable has no value that fits.</returns>
    public bool TryFill(IMessage request, IReadOnlyDictionary<string, string> defaults, out string template, out List<string> values)
    {
        StringBuilder text = new();
        values = [];
        template = "";
        foreach ((string literal, string? variable, string[] pattern) in _parts)
        {
            text.Append(literal);
            if (variable is null)
                continue;
            string? value = ValueOf(request, variable);
            if (string.IsNullOrEmpty(value) && !defaults.TryGetValue(variable, out value))
                return false;
            if (!TryMatch(value, pattern, text, values))
                return false;
        }

        template = text.ToString();
        return true;
    }

    private static bool TryMatch(string value, string[] pattern, StringBuilder text, List<string> values)
    {
        string[] segments = pattern is ["*"] ? [value] : value.Split('/');
        bool open = pattern[^1] == "**";
        if (open ? segments.Length < pattern.Length : segments.Length != pattern.Length)
            return false;
        for (int i = 0; i < segments.Length; i++)
        {
            string expected = i < pattern.Length ? pattern[i] : "**";
            if (i > 0)
                text.Append('/');
            if (expected is "*" or "**")
            {
                if (segments[i].Length == 0)
                    return false;
                text.Append('{').Append(values.Count).Append('}');
                values.Add(segments[i]);
            }
            else if (expected == segments[i])
            {
                text.Append(expected);
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private static string? ValueOf(IMessage message, string path)
    {
        string[] names = path.Split('.');
        for (int i = 0; i < names.Length; i++)
        {
            FieldDescriptor field = message.Descriptor.FindFieldByName(names[i])
                ?? throw new InvalidOperationException(
                    $"The message '{message.Descriptor.FullName}' has no field '{names[i]}' for its path.");
            if (!ProtoJsonText.IsPresent(field, message))
                return null;
            object value = field.Accessor.GetValue(message);
            if (i == names.Length - 1)
                return ProtoJsonText.Scalar(field, value);
            if (value is not IMessage inner)
                return null;
            message = inner;
        }

        return null;
    }
}
