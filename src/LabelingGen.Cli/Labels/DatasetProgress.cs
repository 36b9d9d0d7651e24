using System.Globalization;
using LabelingGen.Annotations;
using Spectre.Console;

namespace LabelingGen.Cli;

/// <summary>Counts the images that pass by, for a person who watches.</summary>
internal static class DatasetProgress
{
    public static async Task<T> RunAsync<T>(Terminal terminal, bool json, string what, AnnotatedDataset dataset, Func<AnnotatedDataset, Task<T>> work)
    {
        if (json || !terminal.IsInteractive)
            return await work(dataset).ConfigureAwait(false);
        return await terminal.Console.Progress().AutoClear(true).Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                ProgressTask task = context.AddTask(what).IsIndeterminate();
                long images = 0;
                return work(dataset.Select(image =>
                {
                    task.Description = string.Create(CultureInfo.InvariantCulture, $"{what}: {Interlocked.Increment(ref images):N0} images");
                    return image;
                }));
            }).ConfigureAwait(false);
    }
}
