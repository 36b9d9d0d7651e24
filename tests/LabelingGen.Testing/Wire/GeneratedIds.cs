using System.Text.RegularExpressions;

namespace LabelingGen.Testing.Wire;

/// <summary>
/// Values a client makes up itself: the recorded one stands for any of the same form, as long as it is used consistently.
/// </summary>
public sealed class GeneratedIds(IReadOnlyList<string> recorded)
{
    private readonly Dictionary<string, string> _actual = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Whether a text equals a recorded one but for made-up values, which are remembered.</summary>
    public bool Matches(string expected, string actual)
    {
        lock (_gate)
        {
            if (expected == actual)
                return true;
            List<string> found = [.. recorded.Where(id => expected.Contains(id, StringComparison.Ordinal))];
            if (found.Count == 0)
                return false;
            string pattern = Regex.Escape(expected);
            foreach (string id in found)
            {
                string form = _actual.TryGetValue(id, out string? known)
                    ? $"({Regex.Escape(known)})"
                    : $"({string.Concat(id.Select(Form))})";
                pattern = pattern.Replace(Regex.Escape(id), form, StringComparison.Ordinal);
            }

            Match match = Regex.Match(actual, "^" + pattern + "$", RegexOptions.Singleline);
            for (int i = 0; match.Success && i < found.Count; i++)
                _actual.TryAdd(found[i], match.Groups[i + 1].Value);
            return match.Success;
        }
    }

    /// <summary>Whether two paths are the same when their segments are decoded.</summary>
    public bool MatchesPath(string expected, string actual)
    {
        string[] left = expected.Split('?', 2)[0].Split('/');
        string[] right = actual.Split('/');
        return left.Length == right.Length
            && left.Zip(right).All(pair => Matches(Uri.UnescapeDataString(pair.First), Uri.UnescapeDataString(pair.Second)));
    }

    /// <summary>A recorded text with the values the client has made up in place of the recorded ones.</summary>
    public string ToActual(string text)
    {
        lock (_gate)
            return _actual.Aggregate(text, (t, pair) => t.Replace(pair.Key, pair.Value, StringComparison.Ordinal));
    }

    private static string Form(char c) => c switch
    {
        _ when char.IsAsciiHexDigit(c) => "[0-9a-fA-F]",
        _ when char.IsAsciiLetter(c) => "[A-Za-z]",
        _ => Regex.Escape(c.ToString()),
    };
}
