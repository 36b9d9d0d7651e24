namespace LabelingGen.Clarifai;

/// <summary>A file that was to be read breaks a rule of its format.</summary>
/// <param name="path">The file.</param>
/// <param name="line">The line, from 1; null = the file as a whole.</param>
/// <param name="problem">What is wrong, without a full stop.</param>
/// <param name="innerException">What the parser said.</param>
public sealed class ClarifaiFileException(string path, int? line, string problem, Exception? innerException = null)
    : Exception($"{path}{(line is null ? "" : $", line {line}")}: {problem}.", innerException)
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>The line, from 1; null = the file as a whole.</summary>
    public int? Line { get; } = line;
}
