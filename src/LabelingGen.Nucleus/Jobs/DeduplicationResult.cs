namespace LabelingGen.Nucleus;

/// <summary>What is left when near duplicates are taken out.</summary>
/// <param name="ItemIds">The items that stay, by the server's ids.</param>
/// <param name="ReferenceIds">The items that stay, by your ids.</param>
/// <param name="Threshold">Distance up to which items counted as duplicates.</param>
/// <param name="OriginalCount">Items that were compared.</param>
/// <param name="DeduplicatedCount">Items that stay.</param>
public sealed record DeduplicationResult(
    IReadOnlyList<string> ItemIds, IReadOnlyList<string> ReferenceIds, int Threshold, int OriginalCount, int DeduplicatedCount);
