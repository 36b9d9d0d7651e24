using System.Text;

namespace LabelingGen.Generator.Planning.Naming;

/// <summary>
/// The first of the three gates through which spec text reaches C#: makes an identifier of any text. The result holds letters, digits and
/// underscores only, does not begin with a digit, and follows the Framework Design Guidelines' casing.
/// </summary>
internal static class Identifier
{
    /// <summary>Longer names are cut at a word: a name is for people, and metadata does not take more than a kilobyte.</summary>
    private const int MaxLength = 120;

    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
        "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
        "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed",
        "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong",
        "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
        // Words with a meaning in some places only; escaping them everywhere is always right.
        "await", "async", "dynamic", "field", "file", "nameof", "partial", "record", "required", "scoped", "value", "var", "when", "where",
        "yield",
    };

    private static readonly NameMemo<string> Plain = new(JoinedWords);

    private static readonly string[] Digits = { "Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine" };

    /// <summary>
    /// A name of a type or member: <c>created_at</c> becomes <c>CreatedAt</c>, <c>taskURL</c> <c>TaskUrl</c>, <c>+1</c> <c>Plus1</c>.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="digitPrefix">Put before a name that would begin with a number: <c>Value404</c>.</param>
    public static string Pascal(string text, string digitPrefix = "Value")
    {
        string name = Plain.Of(text);
        return NameWords.IsStart(name[0]) ? name : Started(name, digitPrefix);
    }

    /// <summary>The name in which every symbol is spelled out: <c>@type</c> becomes <c>AtType</c>. For telling names apart.</summary>
    public static string PascalSpelledOut(string text, string digitPrefix = "Value")
    {
        string name = Joined(NameWords.Split(SymbolNames.SpellOut(text)));
        return NameWords.IsStart(name[0]) ? name : Started(name, digitPrefix);
    }

    /// <summary>A name of a parameter or local: <c>user_id</c> becomes <c>userId</c>, and <c>class</c> <c>@class</c>.</summary>
    public static string Camel(string text) => CamelOf(Pascal(text));

    /// <summary>The parameter's form of a name that is in Pascal case already.</summary>
    public static string CamelOf(string pascal)
    {
        int length = 1;
        // "IOStream" becomes "ioStream".
        while (length < pascal.Length - 1 && char.IsUpper(pascal[length]) && char.IsUpper(pascal[length + 1]))
            length++;
        return Escaped(pascal.Substring(0, length).ToLowerInvariant() + pascal.Substring(length));
    }

    /// <summary>An identifier that another tool has chosen, with an at sign where it is a word of the language.</summary>
    public static string Escaped(string identifier) => Keywords.Contains(identifier) ? "@" + identifier : identifier;

    /// <summary>Whether a text is an identifier as it stands (what an author's own <c>x-csharp-name</c> should be).</summary>
    public static bool IsValid(string text)
    {
        if (text.Length is 0 or > MaxLength || !(NameWords.IsStart(text[0]) || text[0] == '_') || Keywords.Contains(text))
            return false;
        foreach (char character in text)
        {
            if (!NameWords.IsPart(character) && character != '_')
                return false;
        }

        return true;
    }

    /// <summary>An author's own name: kept where it is an identifier, otherwise made one.</summary>
    public static string Preferred(string text) => IsValid(text) && !char.IsLower(text[0]) ? text : Pascal(text);

    /// <summary>Namespaces and other dotted names, part by part.</summary>
    public static string Dotted(string text) => string.Join(".", text.Split('.').Select(part => IsValid(part) ? part : Pascal(part)));

    // A sign before a number is part of it: "+1" and "-1" are not both "1".
    private static string WithSigns(string text)
    {
        int start = 0;
        while (start < text.Length && char.IsWhiteSpace(text[start]))
            start++;
        if (start + 1 < text.Length && text[start] is '+' or '-' && char.IsDigit(text[start + 1]))
            return (text[start] == '+' ? "Plus " : "Minus ") + text.Substring(start + 1);
        return text;
    }

    private static string JoinedWords(string text)
    {
        List<string> words = NameWords.Split(WithSigns(text));
        return Joined(words.Count == 0 ? NameWords.Split(SymbolNames.SpellOut(text)) : words);
    }

    private static string Joined(List<string> words)
    {
        if (words.Count == 0)
            return "Empty";
        if (words.Count == 1 && words[0].Length <= MaxLength && NameWords.IsStart(words[0][0]))
            return Cased(words[0], isOnlyWord: true);
        StringBuilder name = new();
        foreach (string word in words)
        {
            string cased = Cased(word, isOnlyWord: words.Count == 1);
            if (name.Length + cased.Length > MaxLength)
            {
                if (name.Length == 0)
                    name.Append(cased, 0, MaxLength);
                break;
            }

            // "1.10" and "11.0" stay apart.
            if (name.Length > 0 && char.IsDigit(name[name.Length - 1]) && char.IsDigit(cased[0]))
                name.Append('_');
            name.Append(cased);
        }

        return name.ToString();
    }

    private static string Started(string name, string digitPrefix)
    {
        // "3d_box" reads best as "ThreeDBox".
        if (name[0] is >= '0' and <= '9' && name.Length > 1 && char.IsLetter(name[1]))
            return Digits[name[0] - '0'] + char.ToUpperInvariant(name[1]) + name.Substring(2);
        string started = digitPrefix + name;
        return started.Substring(0, Math.Min(started.Length, MaxLength));
    }

    // Two-letter acronyms keep their capitals in a longer name ("IOError") only if .NET writes them so; "ID" is not one.
    private static string Cased(string word, bool isOnlyWord)
    {
        bool isCapitals = word.Length > 1 && !HasLower(word, word.Length);
        if (word.Length == 2 && isCapitals && !isOnlyWord && word is "IO" or "UI" or "IP" or "DB")
            return word is "DB" ? "Db" : word is "IP" ? "Ip" : word;
        bool isPluralOfCapitals = word.Length > 2 && word[word.Length - 1] == 's' && IsUpper(word, word.Length - 1);
        char first = char.ToUpperInvariant(word[0]);
        if (isCapitals || isPluralOfCapitals)
            return first + word.Substring(1).ToLowerInvariant();
        return first == word[0] ? word : first + word.Substring(1);
    }

    private static bool HasLower(string word, int length)
    {
        for (int i = 0; i < length; i++)
        {
            if (char.IsLower(word[i]))
                return true;
        }

        return false;
    }

    private static bool IsUpper(string word, int length)
    {
        for (int i = 0; i < length; i++)
        {
            if (!char.IsUpper(word[i]))
                return false;
        }

        return true;
    }
}
