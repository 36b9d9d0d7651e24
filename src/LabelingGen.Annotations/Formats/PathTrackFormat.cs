using System.Globalization;
using System.Runtime.CompilerServices;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// PathTrack: a folder a video, with <c>video.mp4</c>, <c>info.xml</c> and <c>gt/gt.txt</c>; only read. Each person becomes a track of the
/// class <c>person</c>, whose boxes are interpolated between the frames that have one and end with the last. That the files are such, and
/// that frames count from 1, is inferred from Label Studio's public converter for them.
/// </summary>
public sealed class PathTrackFormat : AnnotationFormat
{
    private const string Label = "person";

    internal PathTrackFormat()
        : base("pathtrack", "PathTrack: a folder a video with the boxes of persons, frame by frame")
    {
    }

    /// <inheritdoc />
    public override bool CanWrite => false;

    /// <inheritdoc />
    public override Task<AnnotatedDataset> ReadAsync(
        string path, FormatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Directory.Exists(path))
            throw new FileNotFoundException($"There is no folder '{path}'.", path);
        string[] folders = [.. PathTrackShot.FindFolders(path)];
        return Task.FromResult(new AnnotatedDataset(token => ReadVideos(folders, options ?? FormatOptions.Default, token))
        {
            ImageCount = folders.Length,
            Categories = [new Category(Label)],
            HasAllCategories = true,
        });
    }

    /// <summary>Not supported: the format is only read.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override Task<ConversionReport> WriteAsync(
        AnnotatedDataset dataset, string path, FormatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("PathTrack folders are only read.");

    private static async IAsyncEnumerable<AnnotatedImage> ReadVideos(
        string[] folders, FormatOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (string folder in folders)
        {
            if (await TryReadAsync(folder, options, cancellationToken).ConfigureAwait(false) is { } video)
                yield return video;
        }
    }

    private static async Task<AnnotatedImage?> TryReadAsync(string folder, FormatOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return ToVideo(await PathTrackShot.ReadAsync(folder, options, cancellationToken).ConfigureAwait(false), folder, options);
        }
        catch (AnnotationFormatException error) when (options.OnUnreadable is not null)
        {
            options.OnUnreadable(error);
            return null;
        }
    }

    private static AnnotatedImage ToVideo(PathTrackShot shot, string folder, FormatOptions options)
    {
        List<Annotation> tracks = [];
        foreach (IGrouping<int, PathTrackBox> person in shot.Boxes.GroupBy(static box => box.Person))
        {
            if (options.Try(() => ToTrack(shot, person, folder), folder) is not { } track)
                continue;
            tracks.Add(new Annotation(track, Label) { TrackId = person.Key.ToString(CultureInfo.InvariantCulture) });
        }

        return new AnnotatedImage($"{shot.Name}/{PathTrackShot.VideoName}", shot.Size, tracks.ToValueList());
    }

    private static VideoTrack ToTrack(PathTrackShot shot, IEnumerable<PathTrackBox> boxes, string folder)
    {
        List<Keyframe> keyframes = [];
        foreach (PathTrackBox box in boxes.OrderBy(static box => box.Frame))
        {
            if (keyframes.Count > 0 && keyframes[^1].Frame == box.Frame - 1)
                throw new AnnotationFormatException($"The person {box.Person} is on frame {box.Frame} twice.", folder, box.Line);
            keyframes.Add(new Keyframe(box.Frame - 1, box.Box));
        }

        if (keyframes[^1].Frame + 1 < shot.FrameCount)
            keyframes.Add(new Keyframe(keyframes[^1].Frame + 1, keyframes[^1].Shape) { IsPresent = false });
        return new VideoTrack(keyframes.ToValueList())
        {
            FrameCount = shot.FrameCount,
            DurationSeconds = shot.FrameCount / shot.FramesPerSecond,
        };
    }
}
