namespace LabelingGen.Core;

/// <summary>How far a job has got, as its server tells.</summary>
/// <param name="State">The server's word for the job's state: <c>Running</c>.</param>
/// <param name="Fraction">0 to 1, if the server tells it.</param>
/// <param name="Completed">Units done, if the server counts them.</param>
/// <param name="Total">Units in all, if the server counts them.</param>
public sealed record JobProgress(string State, double? Fraction = null, long? Completed = null, long? Total = null)
{
    /// <summary>Makes the progress of two counts; the fraction follows from them.</summary>
    public static JobProgress OfCounts(string state, long? completed, long? total) =>
        new(state, completed is { } done && total is > 0 ? Math.Clamp((double)done / total.Value, 0, 1) : null, completed, total);

    /// <summary>Makes the progress of a number that is a fraction, or a percentage.</summary>
    public static JobProgress Of(string state, double? value, bool isPercent = false) =>
        new(state, value is { } number && double.IsFinite(number) ? Math.Clamp(isPercent ? number / 100 : number, 0, 1) : null);
}
