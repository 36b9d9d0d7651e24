namespace LabelingGen.Generator.Tests.Reading;

/// <summary>Edits a text as people do: line by line, mostly within its structure, sometimes not.</summary>
internal static class TextEdits
{
    private const int LongestMove = 40;

    /// <summary>Says more in one of the descriptions.</summary>
    public static string Describe(string text, Random random)
    {
        int at = text.IndexOf("description", random.Next(text.Length), StringComparison.Ordinal);
        int value = at < 0 ? -1 : text.IndexOfAny(['\n', '.', 'e'], at + "description: ".Length);
        return value < 0 || text[value] == '\n' ? text : text.Insert(value, "Edited ");
    }

    /// <summary>Changes some lines in one of ten ways.</summary>
    public static string Edit(string text, Random random)
    {
        List<string> lines = [.. text.Split('\n')];
        int at = random.Next(lines.Count);
        int count = Math.Min(random.Next(1, LongestMove), lines.Count - at);
        string indent = lines[at][..^lines[at].TrimStart(' ').Length];
        switch (random.Next(10))
        {
            case 0:
                lines.Insert(at, indent + "# A comment.");
                break;
            case 1:
                lines.Insert(at, "");
                break;
            case 2:
                lines.Insert(at, text[0] == '{' ? indent + "\"description\": \"Edited.\"," : indent + "description: Edited.");
                break;
            case 3:
                lines.RemoveAt(at);
                break;
            case 4:
                lines.RemoveRange(at, count);
                break;
            case 5:
                lines.InsertRange(random.Next(lines.Count), lines.GetRange(at, count));
                break;
            case 6:
                for (int i = at; i < at + count; i++)
                    lines[i] = random.Next(2) == 0 ? "  " + lines[i] : lines[i].StartsWith(' ') ? lines[i][1..] : lines[i];
                break;
            case 7:
                lines[at] = lines[at].Replace('e', 'o');
                break;
            case 8:
                lines[at] += random.Next(2) == 0 ? " # a comment" : " more";
                break;
            default:
                List<string> moved = lines.GetRange(at, count);
                lines.RemoveRange(at, count);
                lines.InsertRange(random.Next(lines.Count + 1), moved);
                break;
        }

        return string.Join('\n', lines);
    }
}
