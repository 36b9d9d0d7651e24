namespace LabelingGen.Annotations;

/// <summary>What a rule finds wrong, before it is known where.</summary>
internal readonly record struct RuleFinding(string Code, FindingSeverity Severity, string Message)
{
    public static RuleFinding Error(string code, FormattableString message) => new(code, FindingSeverity.Error, Text(message));

    public static RuleFinding Warning(string code, FormattableString message) => new(code, FindingSeverity.Warning, Text(message));

    private static string Text(FormattableString message) => FormattableString.Invariant(message);
}
