namespace LabelingGen.Nucleus.Tests.Wire;

/// <summary>The official client's dataset: an id with what it remembers of the flags. Ours takes the id with each call.</summary>
internal sealed class DatasetHandle(string id)
{
    public string Id { get; } = id;

    public string? Name { get; set; }

    public bool? IsScene { get; set; }

    public bool? UsePrivacyMode { get; set; }
}

/// <summary>The official client's slice: an id with what it has read of it.</summary>
internal sealed class SliceHandle(string id)
{
    public string Id { get; } = id;

    public SliceSummary? Summary { get; init; }

    public SliceInfo? Info { get; set; }
}

/// <summary>The official client's model run.</summary>
internal sealed record RunHandle(string Id, string DatasetId);
