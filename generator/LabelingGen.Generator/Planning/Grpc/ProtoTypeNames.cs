using System.Text;
using LabelingGen.Generator.Planning.Naming;
using LabelingGen.Generator.Reading.Protobuf;

namespace LabelingGen.Generator.Planning.Grpc;

/// <summary>The C# names protoc gives messages and fields: the generator writes calls of what protoc writes.</summary>
internal sealed class ProtoTypeNames
{
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProtoMessage> _messages = new(StringComparer.Ordinal);

    public ProtoTypeNames(ProtoModel model)
    {
        foreach (ProtoFile file in model.Files)
        {
            string ns = file.Options.FirstOrDefault(o => o.Name == "csharp_namespace") is { Value.Text.Length: > 0 } own
                ? string.Join(".", own.Value.Text.Split('.').Select(part => IsPlain(part) ? Identifier.Escaped(part) : Identifier.Pascal(part)))
                : string.Join(".", file.Package.Split('.').Select(Pascal));
            foreach (ProtoMessage message in file.Messages)
                Add(message, ns.Length == 0 ? "global::" : "global::" + ns + ".");
        }
    }

    /// <summary>The message of a full name, where its file is at hand.</summary>
    public ProtoMessage? Message(string fullName) => _messages.TryGetValue(fullName, out ProtoMessage? message) ? message : null;

    /// <summary>The C# type of a message; <see langword="null"/> when its file is not at hand.</summary>
    public string? Type(string fullName)
    {
        const string WellKnown = "google.protobuf.";
        if (_types.TryGetValue(fullName, out string? type))
            return type;
        return fullName.StartsWith(WellKnown, StringComparison.Ordinal)
            ? "global::Google.Protobuf.WellKnownTypes." + fullName.Substring(WellKnown.Length)
            : null;
    }

    /// <summary>The property of a field: underscores out, letters behind them and behind digits in capitals.</summary>
    public static string Property(ProtoMessage owner, ProtoField field)
    {
        string name = Pascal(field.Name);
        return name == owner.Name || name is "Types" or "Descriptor" ? name + "_" : name;
    }

    // What the option says is a text and may be anything; what is no name cannot be what protoc declares either.
    private static bool IsPlain(string part) =>
        part.Length > 0 && part[0] is not (>= '0' and <= '9') && part.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_');

    private static string Pascal(string name)
    {
        StringBuilder text = new(name.Length);
        bool capital = true;
        foreach (char c in name)
        {
            if (c is >= 'a' and <= 'z')
            {
                text.Append(capital ? char.ToUpperInvariant(c) : c);
                capital = false;
            }
            else if (c is >= 'A' and <= 'Z')
            {
                text.Append(c);
                capital = false;
            }
            else
            {
                if (c is >= '0' and <= '9')
                    text.Append(c);
                capital = true;
            }
        }

        return text.ToString();
    }

    private void Add(ProtoMessage message, string prefix)
    {
        string name = Identifier.Escaped(message.Name);
        _types[message.FullName] = prefix + name;
        _messages[message.FullName] = message;
        foreach (ProtoMessage nested in message.Messages)
            Add(nested, prefix + name + ".Types.");
    }
}
