using System.Globalization;
using LabelingGen.Annotations;
using Spectre.Console;

namespace LabelingGen.Cli;

/// <summary>
/// Shows how many images have passed by: a bar where a person watches, a line on the error stream now and then where not. Data sets of
/// fewer than a thousand images are over before anybody asks, and get no line.
/// </summary>
internal static class DatasetProgress
{
    private const int LinesPerPass = 10;
    private const int FewestBetweenLines = 1000;

    public static Task<T> RunAsync<T>(
        Terminal terminal, bool json, string what, AnnotatedDataset dataset, Func<AnnotatedDataset, Task<T>> work)
    {
        if (json)
            return work(dataset);
        return terminal.IsInteractive
            ? RunWithBarAsync(terminal, what, dataset, work)
            : work(dataset.WithProgress(new Passed(images => WriteLine(terminal, what, images, dataset.ImageCount))));
    }

    private static Task<T> RunWithBarAsync<T>(
        Terminal terminal, string what, AnnotatedDataset dataset, Func<AnnotatedDataset, Task<T>> work) =>
        terminal.Console.Progress().AutoClear(true)
            .Columns(new SpinnerColumn(), new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn(),
                new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                ProgressTask bar = context.AddTask(what, maxValue: Math.Max(1, dataset.ImageCount ?? 1));
                bar.IsIndeterminate = dataset.ImageCount is null;
                return work(dataset.WithProgress(new Passed(images =>
                {
                    bar.Description = Markup.Escape(Text(what, images, dataset.ImageCount));
                    bar.Value = dataset.ImageCount is null ? 0 : images;
                })));
            });

    private static void WriteLine(Terminal terminal, string what, int images, int? all)
    {
        int between = Math.Max(FewestBetweenLines, (all ?? 0) / LinesPerPass);
        if (images % between == 0)
            terminal.WriteError(Text(what, images, all));
    }

    private static string Text(string what, int images, int? all) => all is int known
        ? string.Create(CultureInfo.InvariantCulture, $"{what}: {images:N0} of {known:N0} images")
        : string.Create(CultureInfo.InvariantCulture, $"{what}: {images:N0} images");

    /// <summary>Tells at once, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class Passed(Action<int> tell) : IProgress<int>
    {
        public void Report(int value) => tell(value);
    }
}
