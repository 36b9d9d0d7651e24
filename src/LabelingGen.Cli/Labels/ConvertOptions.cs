using System.CommandLine;
using System.CommandLine.Parsing;

namespace LabelingGen.Cli;

/// <summary>The options of <c>convert</c>.</summary>
internal sealed class ConvertOptions
{
    public ConvertOptions()
    {
        ArgumentRules.AcceptNonEmptyOnly(Input, Output, Report);
        ArgumentRules.AcceptRangeOnly(Digits, 0, 15, "between 0 and 15");
    }

    public LabelSource Source { get; } = new("--from");

    public ProfileOptions Profiles { get; } = new();

    public Option<string> To { get; } = new("--to")
    {
        Description =
            $"Format of the output: {LabelFormats.Names(written: true)}. "
            + "A profile has some of its own, which it names when it is given another.",
        Required = true,
    };

    public Option<string> Input { get; } = new("--input", "-i") { Description = "File or folder with the labels.", Required = true };

    public Option<string> Output { get; } = new("--output", "-o")
    {
        Description = "File or folder that is written; a folder must be empty or absent.",
        Required = true,
    };

    public Option<bool> AllowLoss { get; } = new("--allow-loss")
    {
        Description = "Write the output even if something is lost. Without it, loss ends with exit code 3 and nothing written.",
    };

    public Option<string?> Report { get; } =
        new("--report") { Description = "File for the whole report of what is lost, as JSON." };

    public Option<int?> Digits { get; } = new("--digits")
    {
        Description = "Digits after the decimal point, for YOLO and Pascal VOC; as many as read back the same number when absent.",
    };

    public Option<bool> Json { get; } = new("--json") { Description = "Print one JSON object." };

    public IEnumerable<Option> All =>
    [
        Source.Format, To, Input, Output, Source.Classes, Source.Images, Source.Devkit, Digits, AllowLoss, Report, Json,
        .. Profiles.All,
    ];

    /// <summary>
    /// A vendor's own converter keeps no account of losses and has no digits; and what it is told says nothing without it.
    /// </summary>
    public void RefuseMeaningless(CommandResult command)
    {
        bool hasProfile = command.GetResult(Profiles.Profile) is not null;
        IEnumerable<Option> meaningless = hasProfile ? [Report, Digits, Source.Devkit] : Profiles.All;
        foreach (Option option in meaningless.Where(option => command.GetResult(option) is { Implicit: false }))
            command.AddError($"{option.Name} means nothing {(hasProfile ? "with" : "without")} --profile.");
    }
}
