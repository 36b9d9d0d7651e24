namespace LabelingGen.Core;

/// <summary>How far a job is, whatever its API calls the state.</summary>
internal enum JobStage
{
    Unknown,
    Running,
    Succeeded,
    Failed,
    Canceled,
}
