namespace LabelingGen.LabelStudio;

/// <summary>When a tag is shown that is not always.</summary>
/// <param name="Kind">
/// Attribute <c>visibleWhen</c>: <c>region-selected</c> or <c>choice-selected</c>; <see langword="null"/> for a tag that only has one of
/// the others.
/// </param>
/// <param name="TagName">Attribute <c>whenTagName</c>: the control tag that decides; any without.</param>
/// <param name="LabelValue">Attribute <c>whenLabelValue</c>: the label that a region must have.</param>
/// <param name="ChoiceValue">Attribute <c>whenChoiceValue</c>: the choice that must be made.</param>
public sealed record LabelingCondition(string? Kind, string? TagName, string? LabelValue, string? ChoiceValue);
