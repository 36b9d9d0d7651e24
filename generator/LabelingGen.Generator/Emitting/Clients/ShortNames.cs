using System.Text;
using LabelingGen.Generator.Planning.Operations;

namespace LabelingGen.Generator.Emitting.Clients;

/// <summary>
/// Writes types by their short names and opens the namespaces they come from below the file's own, so that only the file's own namespace
/// comes first: a name that a type of the API has is left in full.
/// </summary>
internal static class ShortNames
{
    private const string Full = "global::";

    // The longer ones first, so that a name is split behind its whole namespace.
    private static readonly string[] Namespaces =
    {
        "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "LabelingGen.Core.Json", "LabelingGen.Core",
        "System.CodeDom.Compiler", "System.Collections.Generic", "System.ClientModel.Primitives", "System.ClientModel",
        "System.Globalization", "System.IO", "System.Net.Http", "System.Text.Json.Nodes", "System.Text.Json", "System.Threading.Tasks",
        "System.Threading", "System",
    };

    private static readonly string[] Prefixes = Namespaces.Select(ns => ns + ".").ToArray();

    private static readonly Comparer<string> SystemFirst = Comparer<string>.Create((one, other) =>
        IsSystem(one) == IsSystem(other) ? StringComparer.Ordinal.Compare(one, other) : IsSystem(one) ? -1 : 1);

    /// <summary>The whole file of a unit.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="body">Its declarations with full names.</param>
    public static string Resolve(ClientUnitPlan unit, string body)
    {
        SortedSet<string> opened = new(SystemFirst);
        string own = unit.Namespace + ".";
        StringBuilder text = new(body.Length);
        for (int start = 0; start < body.Length;)
        {
            int end = body.IndexOf('\n', start);
            end = end < 0 ? body.Length : end + 1;
            AppendLine(text, body, start, end, unit, own, opened);
            start = end;
        }

        CodeWriter head = new();
        head.Header(unit);
        foreach (string ns in opened)
            head.Line($"using global::{ns};");
        if (opened.Count > 0)
            head.Line();
        return head.Finish() + text;
    }

    private static bool IsSystem(string name) => name.StartsWith("System", StringComparison.Ordinal);

    /// <summary>The length a line will have, about: every name counts as short.</summary>
    public static int Measure(string line)
    {
        int length = line.Length;
        for (int at = line.IndexOf(Full, StringComparison.Ordinal); at >= 0; at = line.IndexOf(Full, at + 1, StringComparison.Ordinal))
        {
            int index = PrefixAt(line, at + Full.Length);
            length -= index < 0 ? 0 : Full.Length + Prefixes[index].Length;
        }

        return length;
    }

    // Spec text stands in string literals and in documentation; neither is touched, except the references that documentation makes.
    private static void AppendLine(StringBuilder text, string body, int start, int end, ClientUnitPlan unit, string own, SortedSet<string> opened)
    {
        int first = start;
        while (first < end && body[first] == ' ')
            first++;
        bool isDocumentation = IsAt(body, first, "///");
        bool inLiteral = false;
        int copied = start;
        for (int i = first; i < end; i++)
        {
            if (inLiteral && body[i] == '\\')
            {
                i++;
            }
            else if (body[i] == '"' && !isDocumentation)
            {
                inLiteral = !inLiteral;
            }
            else if (!inLiteral && body[i] == 'g' && IsAt(body, i, Full) && (!isDocumentation || IsReference(body, start, i)))
            {
                int length = Short(body, i + Full.Length, unit, own, opened);
                if (length == 0)
                    continue;
                text.Append(body, copied, i - copied);
                copied = i + length;
                i = copied - 1;
            }
        }

        text.Append(body, copied, end - copied);
    }

    /// <summary>Length of what can be left out of a full name: everything before the type; 0 where nothing can.</summary>
    private static int Short(string body, int start, ClientUnitPlan unit, string own, SortedSet<string> opened)
    {
        int index = PrefixAt(body, start);
        bool isOwn = index < 0 && IsAt(body, start, own);
        if (index < 0 && !isOwn)
            return 0;
        string prefix = isOwn ? own : Prefixes[index];
        string name = Word(body, start + prefix.Length);
        bool isNamespace = !isOwn && (Namespaces.Any(other => other.StartsWith(prefix + name, StringComparison.Ordinal)) || (prefix == "System." && name == "Xml"));
        if (name.Length == 0 || isNamespace || unit.Members.Contains(name) || (!isOwn && unit.Taken.Contains(name)))
            return 0;
        if (!isOwn)
            opened.Add(Namespaces[index]);
        return Full.Length + prefix.Length;
    }

    private static int PrefixAt(string text, int start)
    {
        for (int i = 0; i < Prefixes.Length; i++)
        {
            if (IsAt(text, start, Prefixes[i]))
                return i;
        }

        return -1;
    }

    // In documentation spec text has no "<" left.
    private static bool IsReference(string body, int start, int at) =>
        at - start > 12 && (body.EndsWithAt("<see cref=\"", at) || body.EndsWithAt("<exception cref=\"", at));

    private static bool EndsWithAt(this string line, string text, int end) => end >= text.Length && IsAt(line, end - text.Length, text);

    private static bool IsAt(string line, int start, string text) => string.CompareOrdinal(line, start, text, 0, text.Length) == 0;

    private static string Word(string line, int start)
    {
        int end = start;
        while (end < line.Length && (char.IsLetterOrDigit(line[end]) || line[end] == '_'))
            end++;
        return line.Substring(start, end - start);
    }
}
