namespace LabelingGen;

/// <summary>
/// A file that gets its name only when it is complete: written beside the target under a random name, flushed to disk, then renamed. A reader
/// sees the old file or the new one, never half of it. Disposing without <see cref="CommitAsync"/> removes what was written.
/// </summary>
internal sealed class AtomicFile : IAsyncDisposable
{
    private readonly string _target;
    private readonly string _temporary;
    private bool _committed;

    private AtomicFile(string target, string temporary, FileStream stream)
    {
        _target = target;
        _temporary = temporary;
        Stream = stream;
    }

    /// <summary>Where to write.</summary>
    public FileStream Stream { get; }

    /// <summary>Opens a temporary file beside the target; the target's folder is created if it is missing.</summary>
    public static AtomicFile Create(string target)
    {
        string full = Path.GetFullPath(target);
        string folder = Path.GetDirectoryName(full)!;
        Directory.CreateDirectory(folder);
        // CreateNew never follows a link that somebody has planted under the name.
        string temporary = Path.Combine(folder, $".{Path.GetRandomFileName()}.partial");
        FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024, FileOptions.Asynchronous);
        return new AtomicFile(full, temporary, stream);
    }

    /// <summary>Writes a whole text as UTF-8 without a byte order mark.</summary>
    public static async Task WriteTextAsync(string target, string text, CancellationToken cancellationToken)
    {
        AtomicFile file = Create(target);
        await using (file.ConfigureAwait(false))
        {
            await file.Stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
            await file.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Publishes the file under its name, in place of an older one.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await Stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        Stream.Flush(flushToDisk: true);
        await Stream.DisposeAsync().ConfigureAwait(false);
        File.Move(_temporary, _target, overwrite: true);
        _committed = true;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync().ConfigureAwait(false);
        if (!_committed)
            File.Delete(_temporary);
    }
}
