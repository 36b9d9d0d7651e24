using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace LabelingGen.Cli;

/// <summary>What several commands ask of their arguments. Breaking a rule is an error of usage that names the argument.</summary>
internal static class ArgumentRules
{
    /// <summary>Refuses an empty path, such as a variable of the shell that is not set leaves behind.</summary>
    public static void AcceptNonEmptyOnly(params Option[] options)
    {
        foreach (Option option in options)
            option.Validators.Add(result => RefuseEmpty(result, option.Name));
    }

    /// <inheritdoc cref="AcceptNonEmptyOnly(Option[])"/>
    public static void AcceptNonEmptyOnly(Argument argument) => argument.Validators.Add(result => RefuseEmpty(result, argument.Name));

    /// <summary>Refuses what is no whole number, and numbers out of a range.</summary>
    /// <param name="range">The range in words, as in <c>at least 1</c>.</param>
    public static void AcceptRangeOnly(Option option, int least, int most, string range) => option.Validators.Add(result =>
    {
        // Asked for its value, a result throws when there is no number.
        foreach (Token token in result.Tokens)
        {
            if (!int.TryParse(token.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number))
                result.AddError($"{option.Name} must be a whole number.");
            else if (number < least || number > most)
                result.AddError($"{option.Name} must be {range}.");
        }
    });

    private static void RefuseEmpty(SymbolResult result, string name)
    {
        if (result.Tokens.Any(static token => token.Value.Length == 0))
            result.AddError($"{name} is empty.");
    }
}
