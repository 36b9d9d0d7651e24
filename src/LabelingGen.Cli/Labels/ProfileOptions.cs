using System.CommandLine;

namespace LabelingGen.Cli;

/// <summary>The options of <c>convert</c> by which the vendors' own converters are told what to do.</summary>
internal sealed class ProfileOptions
{
    private static readonly string[] Profiles = ["fastlabel", "fastlabel-early-2024", "label-studio"];

    public ProfileOptions()
    {
        ArgumentRules.AcceptRangeOnly(KeyframeStep, 0, int.MaxValue, "at least 0");
        Profile.AcceptOnlyFromAmong(Profiles);
        StartIndex.AcceptOnlyFromAmong("0", "1");
    }

    public Option<string?> Profile { get; } = new("--profile")
    {
        Description = "Give the very files of a vendor's own converter, quirks included: " + string.Join(", ", Profiles) + ".",
    };

    public IEnumerable<Option> All =>
    [
        Profile, LabelConfig, Uploads, ImageRoot, FramesPerSecond, KeyframeStep, ProjectType, AnnotationClasses, CocoFileName, StartIndex,
        Palette, FrameCount,
    ];

    private Option<string?> LabelConfig { get; } =
        new("--label-config") { Description = "label-studio: the labeling configuration (XML)." };

    private Option<string?> Uploads { get; } =
        new("--uploads") { Description = "label-studio: folder with uploaded sounds, for --to asr." };

    private Option<string?> ImageRoot { get; } =
        new("--image-root") { Description = "label-studio: the address before names of pictures or videos, for --to label-studio." };

    private Option<double?> FramesPerSecond { get; } =
        new("--frame-rate") { Description = "label-studio: only videos of so many frames a second, for --from pathtrack." };

    private Option<int> KeyframeStep { get; } =
        new("--keyframe-step") { Description = "label-studio: only every so many key frames, and the last, for --from pathtrack." };

    private Option<string> ProjectType { get; } =
        new("--project-type") { Description = "fastlabel: the project's type.", DefaultValueFactory = static _ => "image_bbox" };

    private Option<string?> AnnotationClasses { get; } =
        new("--annotation-classes")
        {
            Description = "fastlabel: the project's annotation classes as the API lists them (JSON), for --to coco.",
        };

    private Option<string?> CocoFileName { get; } =
        new("--coco-file-name") { Description = "fastlabel: the name of the COCO file; annotations.json when absent." };

    private Option<int> StartIndex { get; } =
        new("--start-index") { Description = "fastlabel: the first index of masks, 0 or 1.", DefaultValueFactory = static _ => 1 };

    private Option<string?> Palette { get; } =
        new("--palette") { Description = "fastlabel: the palette of masks as a JSON list of red, green and blue in turn." };

    private Option<int?> FrameCount { get; } =
        new("--frame-count") { Description = "fastlabel: the number of frames of each video, where tasks do not tell it." };

    /// <summary>Converts as the profile's vendor does.</summary>
    public Task RunAsync(ParseResult result, ProfileRequest request, CancellationToken cancellationToken)
    {
        ProfileRequest full = request with
        {
            LabelConfigFile = result.GetValue(LabelConfig),
            UploadFolder = result.GetValue(Uploads),
            ImageRoot = result.GetValue(ImageRoot),
            ProjectType = result.GetRequiredValue(ProjectType),
            AnnotationClassesFile = result.GetValue(AnnotationClasses),
            CocoFileName = result.GetValue(CocoFileName),
            StartIndex = result.GetValue(StartIndex),
            PaletteFile = result.GetValue(Palette),
            FrameCount = result.GetValue(FrameCount),
            FramesPerSecond = result.GetValue(FramesPerSecond),
            KeyframeStep = result.GetValue(KeyframeStep),
        };
        return result.GetValue(Profile) switch
        {
            "fastlabel" => new FastLabelProfile(full, isEarly: false).RunAsync(cancellationToken),
            "fastlabel-early-2024" => new FastLabelProfile(full, isEarly: true).RunAsync(cancellationToken),
            _ => new LabelStudioProfile(full).RunAsync(cancellationToken),
        };
    }

    /// <summary>The format that a profile's files have when none is named.</summary>
    public static string FormatOf(string profile) => profile.StartsWith("fastlabel", StringComparison.Ordinal) ? "fastlabel" : profile;
}
