namespace LabelingGen.Cli;

/// <summary>Output that appears under its name only when all of it is there: written beside it under a random name, then renamed.</summary>
internal sealed class OutputTarget : IDisposable
{
    private readonly string _target;
    private bool _published;

    /// <param name="isFile">Whether a file is written, or a folder; <see langword="null"/> if that is not known yet.</param>
    /// <exception cref="CommandFailedException">Nothing can be written there.</exception>
    public OutputTarget(string target, bool? isFile = null)
    {
        _target = Path.GetFullPath(target);
        if (isFile == true && Directory.Exists(_target))
            throw new CommandFailedException($"'{target}' is a folder; a file is written.", ExitCodes.Usage);
        if (isFile == false && File.Exists(_target))
            throw new CommandFailedException($"'{target}' is a file; a folder is written.", ExitCodes.Usage);
        if (Directory.Exists(_target) && Directory.EnumerateFileSystemEntries(_target).Any())
            throw new CommandFailedException($"The folder '{target}' is not empty.", ExitCodes.Usage);
        string folder = Path.GetDirectoryName(_target)
            ?? throw new CommandFailedException($"'{target}' cannot be written to.", ExitCodes.Usage);
        for (string? above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            if (File.Exists(above))
                throw new CommandFailedException($"'{target}' cannot be written to: '{above}' is a file.", ExitCodes.Usage);
        }

        Directory.CreateDirectory(folder);
        WorkPath = Path.Combine(folder, $".{Path.GetRandomFileName()}.partial");
    }

    /// <summary>Where to write.</summary>
    public string WorkPath { get; }

    public void Publish()
    {
        if (Directory.Exists(WorkPath))
        {
            if (Directory.Exists(_target))
                Directory.Delete(_target);
            Directory.Move(WorkPath, _target);
        }
        else
        {
            File.Move(WorkPath, _target, overwrite: true);
        }

        _published = true;
    }

    public void Dispose()
    {
        if (_published)
            return;
        if (Directory.Exists(WorkPath))
            Directory.Delete(WorkPath, recursive: true);
        else
            File.Delete(WorkPath);
    }
}
