namespace LabelingGen.FastLabel;

/// <summary>What the files of a task with several must be like.</summary>
/// <param name="File">What each must be like.</param>
/// <param name="MaxFiles">How many there may be.</param>
internal sealed record FolderRule(FileRule File, int MaxFiles)
{
    public static readonly FolderRule Images = new(FileRule.Image, FastLabelLimits.SequenceFiles);
    public static readonly FolderRule PointClouds = new(FileRule.PointCloud, FastLabelLimits.SequenceFiles);
    public static readonly FolderRule MultiImages = new(FileRule.Image, FastLabelLimits.MultiImageFiles);

    // {"name": "", "file": ""}
    private const int TextAround = 24;

    /// <summary>Checks all files.</summary>
    /// <exception cref="ArgumentException">There are none or too many, or one is not taken; it is named.</exception>
    public void Check(IReadOnlyList<Content> contents, string member)
    {
        ArgumentNullException.ThrowIfNull(contents, member);
        if (contents.Count == 0)
            throw new ArgumentException("There are no files.", member);
        long text = 0;
        for (int i = 0; i < contents.Count; i++)
        {
            Content content = contents[i];
            if (i == MaxFiles)
                throw new ArgumentException($"'{content.Name}' is one file too many: {MaxFiles} are taken at most.", member);
            File.CheckName(content.Name, member);
            File.CheckLength(content.Name, content.File.Length, member);
            text += TextAround + content.Name.Length + content.File.EncodedLength;
            if (text > FastLabelLimits.SequenceTextLength)
            {
                throw new ArgumentException(
                    $"With '{content.Name}' the files have {text} characters of JSON; "
                        + $"{FastLabelLimits.SequenceTextLength} are taken at most.",
                    member);
            }
        }
    }
}
