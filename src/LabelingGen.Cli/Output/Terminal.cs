using Spectre.Console;

namespace LabelingGen.Cli;

/// <summary>Where the tool writes and reads. Everything that came from elsewhere passes through <see cref="TerminalText"/>.</summary>
internal sealed class Terminal
{
    private IAnsiConsole? _console;

    public Terminal(TextWriter output, TextWriter error, TextReader input, bool interactive)
    {
        Out = output;
        Error = error;
        In = input;
        IsInteractive = interactive;
    }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    public TextReader In { get; }

    /// <summary>A person watches: colours and moving bars are welcome.</summary>
    public bool IsInteractive { get; }

    /// <summary>Tables and progress.</summary>
    public IAnsiConsole Console => _console ??= CreateConsole();

    public static Terminal OfProcess()
    {
        bool plain = System.Console.IsOutputRedirected
            || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            || Environment.GetEnvironmentVariable("TERM") == "dumb";
        return new(System.Console.Out, System.Console.Error, System.Console.In, interactive: !plain);
    }

    public void WriteLine(string text) => Out.WriteLine(TerminalText.Strip(text));

    public void WriteError(string text) => Error.WriteLine(TerminalText.Strip(text));

    private IAnsiConsole CreateConsole()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = IsInteractive ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = IsInteractive ? InteractionSupport.Detect : InteractionSupport.No,
            ColorSystem = IsInteractive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(Out),
        });
        // Lines that go to a file or a pipe are not folded at the width of a terminal that is not there.
        if (!IsInteractive)
            console.Profile.Width = 200;
        return console;
    }
}
