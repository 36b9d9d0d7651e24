namespace LabelingGen.Core;

/// <summary>Where an API's error answers keep their parts. Paths are property names joined by dots.</summary>
public sealed record ErrorConvention
{
    /// <summary>Path of the text for people; without it the usual places are looked at.</summary>
    public string? MessagePath { get; init; }

    /// <summary>Path of the API's own code.</summary>
    public string? CodePath { get; init; }

    /// <summary>Header that carries the vendor's id of the request; without it the usual ones are looked at.</summary>
    public string? RequestIdHeader { get; init; }
}
