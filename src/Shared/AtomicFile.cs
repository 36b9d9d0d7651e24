using System.Text;

namespace LabelingGen;

/// <summary>
/// A file that appears under its name only when it is complete: written beside its target under a random name, flushed to the disk, and
/// renamed by <see cref="CommitAsync"/>. A reader sees the old file or the new one, never half of it. Disposed of without a commit, it
/// vanishes.
/// </summary>
internal sealed class AtomicFile : IAsyncDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly string _target;
    private readonly string _temporary;
    private bool _committed;

    private AtomicFile(string target, string temporary, FileStream stream)
    {
        _target = target;
        _temporary = temporary;
        Stream = stream;
    }

    /// <summary>Where the content goes. Can be read and positioned, too.</summary>
    public FileStream Stream { get; }

    /// <summary>Begins a file. The folder is created when it is absent; a file already at the target stays until the commit.</summary>
    /// <param name="path">The target.</param>
    /// <param name="isPrivate">Whether only the owner may read the file (mode 0600, on systems that have modes).</param>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static AtomicFile Create(string path, bool isPrivate = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string target = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(target) ?? throw new ArgumentException("The path names no file.", nameof(path));
        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(folder, $".{Guid.NewGuid():N}.partial");
        var options = new FileStreamOptions
        {
            // CreateNew does not follow a link that somebody planted under the name.
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = BufferSize,
            Options = FileOptions.Asynchronous,
        };
        if (isPrivate && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new AtomicFile(target, temporary, new FileStream(temporary, options));
    }

    /// <summary>Writes and publishes a whole text as UTF-8 without a byte order mark.</summary>
    /// <inheritdoc cref="CommitAsync"/>
    public static async Task WriteTextAsync(string path, string text, CancellationToken cancellationToken = default)
    {
        AtomicFile file = Create(path);
        await using (file.ConfigureAwait(false))
        {
            await file.Stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
            await file.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Puts the content on the disk and gives the file its name, replacing one that is there.</summary>
    /// <exception cref="IOException">The disk is full, or the target cannot be replaced; it is as it was.</exception>
    public async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        await Stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        Stream.Flush(flushToDisk: true);
        await Stream.DisposeAsync().ConfigureAwait(false);
        File.Move(_temporary, _target, overwrite: true);
        _committed = true;
    }

    /// <summary>Removes the file unless it was committed.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Stream.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            // Also when the disk does not take what the stream still holds.
            if (!_committed)
                File.Delete(_temporary);
        }
    }
}
