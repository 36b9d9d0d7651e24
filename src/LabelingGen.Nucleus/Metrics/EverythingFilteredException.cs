namespace LabelingGen.Nucleus;

/// <summary>Nothing is left of the annotations or of the predictions that a metric was to be computed on.</summary>
public sealed class EverythingFilteredException : InvalidOperationException
{
    internal EverythingFilteredException(string what, LabelFilter? filter)
        : base(filter is null ? $"There are no {what}." : $"There are no {what} with {filter}.") => Filter = filter;

    /// <summary>The filter that left nothing; <see langword="null"/> where there was nothing to begin with.</summary>
    public LabelFilter? Filter { get; }
}
