using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Reading;

/// <summary>
/// What of a document is wanted. An operation is read when one of its tags and its path are included and none is excluded; an empty list of
/// includes means everything. Paths are compared with <c>*</c> for any text. Once a filter is set, schemas that nothing uses are left out.
/// </summary>
internal sealed record ReadOptions
{
    public static readonly ReadOptions Default = new();

    public EquatableArray<string> IncludeTags { get; init; } = EquatableArray<string>.Empty;

    public EquatableArray<string> ExcludeTags { get; init; } = EquatableArray<string>.Empty;

    public EquatableArray<string> IncludePaths { get; init; } = EquatableArray<string>.Empty;

    public EquatableArray<string> ExcludePaths { get; init; } = EquatableArray<string>.Empty;

    public bool HasFilter => IncludeTags.Count + ExcludeTags.Count + IncludePaths.Count + ExcludePaths.Count > 0;
}
