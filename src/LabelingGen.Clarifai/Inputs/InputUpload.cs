namespace LabelingGen.Clarifai;

/// <summary>What became of a call that uploaded inputs.</summary>
/// <param name="JobId">The job that processes the inputs which were taken in.</param>
/// <param name="Outcomes">One for each input, in their order.</param>
public sealed record InputUpload(string JobId, IReadOnlyList<InputOutcome> Outcomes);
