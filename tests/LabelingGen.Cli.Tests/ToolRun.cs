namespace LabelingGen.Cli.Tests;

/// <summary>One run of the tool in this process, with its output captured line by line.</summary>
internal sealed class ToolRun : IAsyncDisposable
{
    private readonly LineWriter _out = new();
    private readonly LineWriter _error = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<int> _run;

    private ToolRun(string[] args, string input) =>
        _run = CommandLineProgram.RunAsync(args, new Terminal(_out, _error, new StringReader(input), interactive: false), _stop.Token);

    public string Output => _out.ToString();

    public string Errors => _error.ToString();

    public static ToolRun Start(params string[] args) => new(args, "");

    public static ToolRun StartWithInput(string input, params string[] args) => new(args, input);

    /// <summary>Runs to the end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> ToEndAsync(params string[] args)
    {
        await using ToolRun run = Start(args);
        int code = await run._run;
        return (code, run.Output, run.Errors);
    }

    /// <summary>Runs, and interrupts the tool, as Ctrl+C does, when it writes a certain line to its errors.</summary>
    /// <param name="atInterrupt">What to look at in that moment.</param>
    public static async Task<(int ExitCode, string Output, string Errors)> InterruptedAsync(
        string line, Action atInterrupt, params string[] args)
    {
        using CancellationTokenSource stop = new();
        using StringWriter output = new();
        using InterruptingWriter errors = new(line, () =>
        {
            atInterrupt();
            stop.Cancel();
        });
        Terminal terminal = new(output, errors, TextReader.Null, interactive: false);
        int code = await CommandLineProgram.RunAsync(args, terminal, stop.Token);
        return (code, output.ToString(), errors.ToString());
    }

    /// <summary>Waits for a line of the output; fails when the tool ends without it.</summary>
    public async Task<string> LineAsync(Func<string, bool> wanted)
    {
        Task<string> line = _out.LineAsync(wanted);
        await Task.WhenAny(line, _run);
        return line.IsCompletedSuccessfully ? await line : throw new InvalidOperationException("The tool ended: " + Output + Errors);
    }

    /// <summary>Interrupts the tool, as Ctrl+C does, and waits for its end.</summary>
    public async Task<int> StopAsync()
    {
        await _stop.CancelAsync();
        return await _run;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAny(_run);
        _stop.Dispose();
    }

    private sealed class InterruptingWriter(string line, Action interrupt) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value == line)
                interrupt();
        }
    }

    private sealed class LineWriter : StringWriter
    {
        private readonly object _gate = new();
        private readonly List<(Func<string, bool> Wanted, TaskCompletionSource<string> Found)> _waiting = [];

        public Task<string> LineAsync(Func<string, bool> wanted)
        {
            TaskCompletionSource<string> found = new(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_gate)
            {
                _waiting.Add((wanted, found));
                Look();
            }

            return found.Task;
        }

        public override void Write(char value) => Locked(() => base.Write(value));

        public override void Write(string? value) => Locked(() => base.Write(value));

        public override void Write(char[] buffer, int index, int count) => Locked(() => base.Write(buffer, index, count));

        public override void WriteLine(string? value) => Locked(() => base.WriteLine(value));

        public override string ToString()
        {
            lock (_gate)
                return base.ToString();
        }

        private void Locked(Action write)
        {
            lock (_gate)
            {
                write();
                if (_waiting.Count > 0)
                    Look();
            }
        }

        private void Look()
        {
            string[] lines = base.ToString().Split(Environment.NewLine)[..^1];
            foreach ((Func<string, bool> wanted, TaskCompletionSource<string> found) in _waiting)
            {
                if (lines.FirstOrDefault(wanted) is { } line)
                    found.TrySetResult(line);
            }
        }
    }
}
