namespace LabelingGen.Cli;

/// <summary>Ends a command with a message for the user and no stack trace.</summary>
internal sealed class CommandFailedException(string message, int exitCode = ExitCodes.Failure) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
