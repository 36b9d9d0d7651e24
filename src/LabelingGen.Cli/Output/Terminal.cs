using Spectre.Console;

namespace LabelingGen.Cli;

/// <summary>Where the tool writes and reads. Everything that came from elsewhere passes through <see cref="TerminalText"/>.</summary>
internal sealed class Terminal
{
    public Terminal(TextWriter output, TextWriter error, TextReader input, bool interactive)
    {
        Out = output;
        Error = error;
        In = input;
        IsInteractive = interactive;
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = interactive ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = interactive ? InteractionSupport.Detect : InteractionSupport.No,
            ColorSystem = interactive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(output),
        });
        // Lines that go to a file or a pipe are not folded at the width of a terminal that is not there.
        if (!interactive)
            Console.Profile.Width = 200;
    }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    public TextReader In { get; }

    /// <summary>A person watches: colours and moving bars are welcome.</summary>
    public bool IsInteractive { get; }

    /// <summary>Tables and progress.</summary>
    public IAnsiConsole Console { get; }

    public static Terminal OfProcess()
    {
        bool plain = System.Console.IsOutputRedirected
            || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            || Environment.GetEnvironmentVariable("TERM") == "dumb";
        return new(System.Console.Out, System.Console.Error, System.Console.In, interactive: !plain);
    }

    public void WriteLine(string text) => Out.WriteLine(TerminalText.Strip(text));

    public void WriteError(string text) => Error.WriteLine(TerminalText.Strip(text));
}
