namespace LabelingGen.Scale.Tests.Flows;

/// <summary>Notes the failures of tasks that nobody has looked at.</summary>
internal sealed class UnobservedFailures : IDisposable
{
    private readonly List<Exception> _seen = [];

    public UnobservedFailures()
    {
        // What tests before have left behind is not looked at.
        CollectTasks();
        TaskScheduler.UnobservedTaskException += Note;
    }

    /// <summary>Collects the tasks that nobody holds any longer, which is when their failures are told.</summary>
    public IReadOnlyList<Exception> Collect()
    {
        CollectTasks();
        lock (_seen)
            return [.. _seen];
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= Note;

    private static void CollectTasks()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private void Note(object? sender, UnobservedTaskExceptionEventArgs failure)
    {
        lock (_seen)
            _seen.Add(failure.Exception);
    }
}
