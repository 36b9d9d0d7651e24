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
        "System.CodeDom.Compiler", "System.Collections.Generic", "System.ClientModel.Primitives", "System.ClientModel", "System.Globalization",
        "System.IO", "System.Net.Http", "System.Text.Json.Nodes", "System.Text.Json", "System.Threading.Tasks", "System.Threading", "System",
    };

    private static readonly Comparer<string> SystemFirst = Comparer<string>.Create((one, other) =>
        IsSystem(one) == IsSystem(other) ? StringComparer.Ordinal.Compare(one, other) : IsSystem(one) ? -1 : 1);

    /// <summary>The whole file of a unit.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="body">Its declarations with full names.</param>
    public static string Resolve(ClientUnitPlan unit, string body)
    {
        SortedSet<string> opened = new(SystemFirst);
        StringBuilder text = new(body.Length);
        foreach (string line in body.Split('\n'))
        {
            if (text.Length > 0)
                text.Append('\n');
            AppendLine(text, line, unit, opened);
        }

        CodeWriter head = new();
        head.Header(unit);
        foreach (string ns in opened)
            head.Line($"using global::{ns};");
        if (opened.Count > 0)
            head.Line();
        return head.ToString() + text;
    }

    private static bool IsSystem(string name) => name.StartsWith("System", StringComparison.Ordinal);

    /// <summary>The length a line will have, about: every name counts as short.</summary>
    public static int Measure(string line)
    {
        int length = line.Length;
        for (int at = line.IndexOf(Full, StringComparison.Ordinal); at >= 0; at = line.IndexOf(Full, at + 1, StringComparison.Ordinal))
        {
            string? ns = Namespaces.FirstOrDefault(candidate => IsAt(line, at + Full.Length, candidate + "."));
            length -= ns is null ? 0 : Full.Length + ns.Length + 1;
        }

        return length;
    }

    // Spec text stands in string literals and in documentation; neither is touched, except the references that documentation makes.
    private static void AppendLine(StringBuilder text, string line, ClientUnitPlan unit, SortedSet<string> opened)
    {
        bool isDocumentation = line.TrimStart().StartsWith("///", StringComparison.Ordinal);
        bool inLiteral = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (inLiteral && line[i] == '\\')
            {
                text.Append(line[i++]);
            }
            else if (line[i] == '"' && !isDocumentation)
            {
                inLiteral = !inLiteral;
            }
            else if (!inLiteral && IsAt(line, i, Full) && (!isDocumentation || IsReference(line, i)))
            {
                int length = Short(line, i + Full.Length, unit, opened);
                i += length == 0 ? 0 : length - 1;
                if (length > 0)
                    continue;
            }

            if (i < line.Length)
                text.Append(line[i]);
        }
    }

    /// <summary>Length of what can be left out of a full name: everything before the type; 0 where nothing can.</summary>
    private static int Short(string line, int start, ClientUnitPlan unit, SortedSet<string> opened)
    {
        foreach (string ns in Namespaces.Concat(new[] { unit.Namespace }))
        {
            if (!IsAt(line, start, ns + "."))
                continue;
            string name = Word(line, start + ns.Length + 1);
            bool isOwn = ns == unit.Namespace;
            bool isNamespace = !isOwn && Namespaces.Any(other => other.StartsWith(ns + "." + name, StringComparison.Ordinal)) || (ns == "System" && name == "Xml");
            if (name.Length == 0 || isNamespace || unit.Members.Contains(name) || (!isOwn && unit.Taken.Contains(name)))
                return 0;
            if (!isOwn)
                opened.Add(ns);
            return Full.Length + ns.Length + 1;
        }

        return 0;
    }

    // In documentation spec text has no "<" left.
    private static bool IsReference(string line, int at) =>
        at > 12 && (line.EndsWithAt("<see cref=\"", at) || line.EndsWithAt("<exception cref=\"", at));

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
