namespace LabelingGen.Annotations.Formats;

/// <summary>A file is not what its format says it should be; the message names the place.</summary>
public sealed class AnnotationFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    public AnnotationFormatException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public AnnotationFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    public AnnotationFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception for a place.</summary>
    /// <param name="line">Line, counted from 1.</param>
    /// <param name="path">JSON path or element path within the file.</param>
    public AnnotationFormatException(string message, string? file, long? line = null, string? path = null, Exception? innerException = null)
        : base(Describe(message, file, line, path), innerException)
    {
        File = file;
        Line = line;
        ElementPath = path;
    }

    /// <summary>Path of the file that could not be read or written; <see langword="null"/> where it came from no file.</summary>
    public string? File { get; }

    /// <summary>The line, counted from 1.</summary>
    public long? Line { get; }

    /// <summary>JSON path or element path within the file.</summary>
    public string? ElementPath { get; }

    private static string Describe(string message, string? file, long? line, string? path)
    {
        string place = (file, line) switch
        {
            (null, null) => "",
            (null, long number) => $"line {number}: ",
            (string name, null) => $"{name}: ",
            (string name, long number) => $"{name}({number}): ",
        };
        return place + (path is null ? message : $"{message} (at {path})");
    }
}
