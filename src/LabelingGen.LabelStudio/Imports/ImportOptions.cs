namespace LabelingGen.LabelStudio;

/// <summary>How an import is done.</summary>
public sealed class ImportOptions
{
    /// <summary>
    /// Whether tasks are made; <see langword="false"/> only stores the files, for a reimport. The server's default is true.
    /// </summary>
    public bool? CommitToProject { get; set; }

    /// <summary>Whether the answer lists the ids of the tasks made.</summary>
    public bool? ReturnTaskIds { get; set; }

    /// <summary>Keys of the data that become predictions.</summary>
    public IReadOnlyList<string>? PreannotatedFromFields { get; set; }

    /// <summary>Told the bytes of files sent so far.</summary>
    public IProgress<long>? Progress { get; set; }

    internal SendImportOptions ToQuery() => new()
    {
        CommitToProject = CommitToProject,
        ReturnTaskIds = ReturnTaskIds,
        PreannotatedFromFields = PreannotatedFromFields,
    };
}
