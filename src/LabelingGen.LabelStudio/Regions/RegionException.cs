namespace LabelingGen.LabelStudio;

/// <summary>A region has a value that cannot be; it names which.</summary>
public sealed class RegionException : ArgumentException
{
    /// <summary>Makes the exception of a region.</summary>
    /// <param name="place">Where: <c>result[2].value.width</c>.</param>
    /// <param name="problem">What is wrong there.</param>
    /// <param name="parameterName">The argument that holds the region.</param>
    /// <param name="innerException">What found it, if something did.</param>
    public RegionException(string place, string problem, string? parameterName = null, Exception? innerException = null)
        : base($"{place}: {problem}", parameterName, innerException) => Place = place;

    /// <summary>Where: <c>result[2].value.width</c>.</summary>
    public string Place { get; }
}
