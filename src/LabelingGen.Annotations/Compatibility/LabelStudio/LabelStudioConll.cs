using System.Text;
using System.Text.Json;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>The vendor's CoNLL 2003 file: a token a line with its tag, the first label of the span that reaches it.</summary>
internal static class LabelStudioConll
{
    public static string Write(IEnumerable<LabelStudioItem> items, LabelStudioConfig config)
    {
        StringBuilder text = new("-DOCSTART- -X- O\n");
        foreach (LabelStudioItem item in items)
        {
            string content = item.DataText(config.DataKey());
            List<LabelStudioRegion>? regions =
                item.Output.Values.FirstOrDefault(static regions => regions[0].Type.Equals("labels", StringComparison.OrdinalIgnoreCase));
            foreach ((string token, string tag) in Tag(content, regions))
                text.Append(token).Append(" -X- _ ").Append(tag).Append('\n');
            text.Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<(string Token, string Tag)> Tag(string text, List<LabelStudioRegion>? regions)
    {
        (double Start, double End, string? Label)[] spans = regions is not null && regions.TrueForAll(static region =>
            region.Get("start") is { ValueKind: JsonValueKind.Number } && region.Get("end") is { ValueKind: JsonValueKind.Number })
            ? [.. regions.Select(static region => (region.Require("start"), region.Require("end") - 1,
                region.Labels("labels")?.FirstOrDefault())).OrderBy(static span => span.Item1)]
            : [];
        int at = 0;
        bool isFirst = true;
        int points = 0;
        int units = 0;
        foreach ((string token, int start) in TreebankTokenizer.Split(text))
        {
            // Spans count code points, not UTF-16 units.
            points += CodePoints(text.AsSpan(units, start - units));
            units = start;
            int end = points + CodePoints(token) - 1;
            while (at + 1 < spans.Length && points > spans[at].End)
            {
                at++;
                isFirst = true;
            }

            bool isInside = at < spans.Length && spans[at].Label is not null && spans[at].Start <= end && spans[at].End >= points;
            yield return (token, isInside ? (isFirst ? "B-" : "I-") + spans[at].Label : "O");
            isFirst &= !isInside;
        }
    }

    private static int CodePoints(ReadOnlySpan<char> text)
    {
        int count = 0;
        foreach (Rune _ in text.EnumerateRunes())
            count++;
        return count;
    }
}
