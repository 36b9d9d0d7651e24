namespace LabelingGen.Nucleus;

/// <summary>A slice whose items the server chooses.</summary>
/// <param name="SliceId">Id of the slice, <c>slc_…</c>, where the server told it.</param>
/// <param name="Job">The job that fills it; <see langword="null"/> when it is filled already.</param>
public sealed record BuiltSlice(string? SliceId, NucleusJob? Job);
