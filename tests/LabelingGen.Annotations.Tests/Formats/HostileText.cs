using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>Makes files that are nearly right.</summary>
internal static class HostileText
{
    /// <summary>A right document of which some words are left out, doubled, exchanged or replaced; now and then noise.</summary>
    public static Arbitrary<byte[]> Near(string right)
    {
        string[] words = [.. Words(right)];
        string[] foreign =
            ["null", "-1", "1e999", "99999999999", "\"\"", "[]", "{}", "true", "\"\\ud800\"", "1.5", "[[", "<!DOCTYPE a>", "\0"];
        Gen<(int At, int Kind, int Other)> change = Gen.Choose(0, words.Length - 1)
            .SelectMany(at => Gen.Choose(0, 4).SelectMany(kind => Gen.Choose(0, 1 << 20).Select(other => (at, kind, other))));
        Gen<byte[]> changed = change.ListOf().Select(changes =>
        {
            List<string> text = [.. words];
            foreach ((int at, int kind, int other) in changes.Take(6))
            {
                text[at] = kind switch
                {
                    0 => "",
                    1 => text[at] + text[at],
                    2 => text[other % words.Length],
                    _ => foreign[other % foreign.Length],
                };
            }

            return Encoding.UTF8.GetBytes(string.Concat(text));
        });
        Gen<byte[]> noise = Gen.Choose(0, 255).Select(static value => (byte)value).ArrayOf();
        return Gen.Frequency((9, changed), (1, noise)).ToArbitrary();
    }

    /// <summary>Texts, numbers and names are words; so is every other character.</summary>
    private static IEnumerable<string> Words(string text)
    {
        for (int i = 0; i < text.Length;)
        {
            int end = i + 1;
            if (text[i] == '"')
                end = text.IndexOf('"', i + 1) + 1;
            else if (char.IsAsciiLetterOrDigit(text[i]))
                while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '.'))
                    end++;
            yield return text[i..Math.Max(end, i + 1)];
            i = Math.Max(end, i + 1);
        }
    }
}
