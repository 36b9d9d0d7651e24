using System.CommandLine;

namespace LabelingGen.Cli;

/// <summary>
/// What is wrong with a command line, without repeating what may be a secret: the value of an option that does not exist.
/// </summary>
internal static class UsageErrors
{
    private static readonly string[] SecretWords = ["key", "token", "secret", "password"];

    public static IEnumerable<string> Describe(ParseResult result)
    {
        IReadOnlyList<string> unknown = result.UnmatchedTokens;
        foreach (string message in result.Errors.Select(error => error.Message))
        {
            if (!unknown.Any(token => message.Contains($"'{token}'", StringComparison.Ordinal)))
                yield return message;
        }

        bool isValue = false;
        foreach (string token in unknown)
        {
            bool isOption = token.StartsWith('-');
            string name = isOption ? token.Split('=', ':')[0] : token;
            if (isOption || !isValue)
                yield return $"'{name}' is not known here.";
            if (isOption && SecretWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)))
                yield return "A secret does not belong on a command line, where every program can read it: use a file or the environment.";
            isValue = isOption;
        }
    }
}
