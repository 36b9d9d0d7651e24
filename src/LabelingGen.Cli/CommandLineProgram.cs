using System.CommandLine;

namespace LabelingGen.Cli;

/// <summary>The whole tool as one call, so that tests run it in their own process.</summary>
internal static class CommandLineProgram
{
    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellationToken)
    {
        RootCommand root = new("Typed clients for data-labeling platforms: demo, emulated vendors, generator, labels.")
        {
            DemoCommand.Create(terminal),
            EmulateCommand.Create(terminal),
            GenerateCommand.Create(terminal),
            DiffCommand.Create(terminal),
            ConvertCommand.Create(terminal),
            StatsCommand.Create(terminal),
            ValidateCommand.Create(terminal),
            EvaluateCommand.Create(terminal),
            PreviewCommand.Create(terminal),
        };
        ParseResult result = root.Parse(args);
        if (result.Errors.Count > 0)
        {
            foreach (string message in UsageErrors.Describe(result))
                terminal.WriteError(message);
            terminal.WriteError("Try 'labelinggen --help'.");
            return ExitCodes.Usage;
        }

        try
        {
            InvocationConfiguration configuration =
                new() { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false };
            return await result.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (CommandFailedException failure)
        {
            terminal.WriteError(failure.Message);
            return failure.ExitCode;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException or FormatException)
        {
            terminal.WriteError(failure.Message);
            return ExitCodes.Failure;
        }
    }
}
