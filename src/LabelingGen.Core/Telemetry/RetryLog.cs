using Microsoft.Extensions.Logging;

namespace LabelingGen.Core;

/// <summary>What the retry policy writes to the log; operation names, numbers and kinds of failure only.</summary>
internal static partial class RetryLog
{
    public const string Category = "LabelingGen.Core.Retry";

    [LoggerMessage(1, LogLevel.Information, "{Operation}: attempt {Attempt} failed ({Reason}); the next one comes after {Seconds} s.")]
    public static partial void Repeating(ILogger logger, string operation, int attempt, string reason, double seconds);

    [LoggerMessage(2, LogLevel.Warning, "{Operation}: given up after {Attempts} attempts ({Reason}): {Why}.")]
    public static partial void GivenUp(ILogger logger, string operation, int attempts, string reason, string why);
}
