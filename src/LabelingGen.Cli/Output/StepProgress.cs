using System.Globalization;
using Spectre.Console;

namespace LabelingGen.Cli;

/// <summary>Shows how far a row of steps has come.</summary>
internal interface IStepProgress
{
    void Begin(string name);

    void End(DemoResult result);
}

/// <summary>A bar where a person watches, a line per step where not, one JSON object per step for programs.</summary>
internal static class StepProgress
{
    public static async Task<T> RunAsync<T>(Terminal terminal, bool json, int steps, Func<IStepProgress, Task<T>> work)
    {
        if (json)
            return await work(new JsonProgress(terminal)).ConfigureAwait(false);
        if (!terminal.IsInteractive)
            return await work(new LineProgress(terminal, steps)).ConfigureAwait(false);
        return await terminal.Console.Progress().AutoClear(true)
            .Columns(new SpinnerColumn(), new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn())
            .StartAsync(context => work(new BarProgress(context.AddTask("", maxValue: steps)))).ConfigureAwait(false);
    }

    private sealed class BarProgress(ProgressTask task) : IStepProgress
    {
        public void Begin(string name) => task.Description = Markup.Escape(TerminalText.Strip(name));

        public void End(DemoResult result) => task.Increment(1);
    }

    private sealed class LineProgress(Terminal terminal, int steps) : IStepProgress
    {
        private int _number;

        public void Begin(string name) => terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{++_number}/{steps}] {name}"));

        public void End(DemoResult result)
        {
        }
    }

    private sealed class JsonProgress(Terminal terminal) : IStepProgress
    {
        public void Begin(string name)
        {
        }

        public void End(DemoResult result) => JsonLines.Write(terminal.Out, writer =>
        {
            writer.WriteString("event", "step");
            writer.WriteString("name", result.Name);
            writer.WriteBoolean("succeeded", result.Succeeded);
            writer.WriteString("detail", result.Detail);
            writer.WriteNumber("requests", result.Requests);
            writer.WriteNumber("milliseconds", (long)result.Elapsed.TotalMilliseconds);
        });
    }
}
