using System.CommandLine;

namespace LabelingGen.Cli;

/// <summary>The whole tool as one call, so that tests run it in their own process.</summary>
internal static class CommandLineProgram
{
    /// <summary>How long an interrupted command may take to remove the many files it has begun to write.</summary>
    private static readonly TimeSpan LongestCleanUp = TimeSpan.FromSeconds(30);

    private static readonly (string Name, Func<Terminal, Command> Create)[] Commands =
    [
        ("demo", DemoCommand.Create),
        ("emulate", EmulateCommand.Create),
        ("generate", GenerateCommand.Create),
        ("diff", DiffCommand.Create),
        ("convert", ConvertCommand.Create),
        ("stats", StatsCommand.Create),
        ("validate", ValidateCommand.Create),
        ("evaluate", EvaluateCommand.Create),
        ("preview", PreviewCommand.Create),
    ];

    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellationToken)
    {
        RootCommand root = new("Typed clients for data-labeling platforms: demo, emulated vendors, generator, labels.");
        // A command that is named comes alone: what the others stand on, the emulator above all, would only take memory.
        bool isNamed = args.Length > 0 && Array.Exists(Commands, command => command.Name == args[0]);
        foreach ((string name, Func<Terminal, Command> create) in Commands)
        {
            if (!isNamed || name == args[0])
                root.Add(create(terminal));
        }

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
            InvocationConfiguration configuration = new()
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = LongestCleanUp,
            };
            return await result.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (CommandFailedException failure)
        {
            terminal.WriteError(failure.Message);
            return failure.ExitCode;
        }
        catch (OperationCanceledException)
        {
            terminal.WriteError("Interrupted.");
            return ExitCodes.Interrupted;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException or FormatException)
        {
            terminal.WriteError(failure.Message);
            return ExitCodes.Failure;
        }
    }
}
