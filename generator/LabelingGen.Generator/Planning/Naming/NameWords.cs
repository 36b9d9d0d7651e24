using System.Globalization;
using System.Text;

namespace LabelingGen.Generator.Planning.Naming;

/// <summary>Splits a name in any casing into words: <c>taskURL</c>, <c>task_url</c> and <c>Task-URL</c> are the same two.</summary>
internal static class NameWords
{
    /// <summary>The words as the spec writes them; what is no letter or digit separates.</summary>
    public static List<string> Split(string text)
    {
        foreach (char character in text)
        {
            if (IsIgnored(character))
                return SplitAround(text);
        }

        List<string> words = new();
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool isPart = i < text.Length && IsPart(text[i]);
            if (start >= 0 && (!isPart || (char.IsUpper(text[i]) && StartsWord(text, i))))
            {
                words.Add(text.Substring(start, i - start));
                start = -1;
            }

            if (isPart && start < 0)
                start = i;
        }

        return words;
    }

    // The same for a text with characters to leave out, which is rare.
    private static List<string> SplitAround(string text)
    {
        List<string> words = new();
        StringBuilder word = new();
        for (int i = 0; i < text.Length; i++)
        {
            char current = text[i];
            if (IsIgnored(current))
                continue;
            if (!IsPart(current))
            {
                Flush();
                continue;
            }

            if (word.Length > 0 && char.IsUpper(current) && StartsWord(text, i))
                Flush();
            word.Append(current);
        }

        Flush();
        return words;

        void Flush()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
    }

    /// <summary>A character that C# allows inside an identifier; surrogates are not, whatever letter they make up.</summary>
    public static bool IsPart(char character) => character < 128
        ? character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')
        : IsPartBeyondAscii(character);

    private static bool IsPartBeyondAscii(char character) => CharUnicodeInfo.GetUnicodeCategory(character) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber or UnicodeCategory.DecimalDigitNumber
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => true,
        _ => false,
    };

    /// <summary>A character that C# allows at the beginning of an identifier.</summary>
    public static bool IsStart(char character) => IsPart(character) && CharUnicodeInfo.GetUnicodeCategory(character)
        is not (UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    // Apostrophes do not split "don't"; formatting characters (U+200C) are invisible, and C# leaves them out when it compares names.
    private static bool IsIgnored(char character) =>
        character == '\'' || (character >= 128 && (character == '\u2019' || CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.Format));

    // "URLInfo" is two words: the last capital of a run belongs to the word that follows. The "s" of "IDs" begins no word.
    private static bool StartsWord(string text, int index)
    {
        char previous = text[index - 1];
        if (!char.IsUpper(previous))
            return true;
        if (index + 1 >= text.Length || !char.IsLower(text[index + 1]))
            return false;
        bool isPluralOfRun = text[index + 1] == 's' && (index + 2 == text.Length || !char.IsLower(text[index + 2]));
        return !isPluralOfRun;
    }
}
