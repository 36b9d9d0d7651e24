using System.Globalization;
using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>Where in a JSON file a value stands, for errors.</summary>
/// <param name="File">The file; empty for a value that is in no file.</param>
/// <param name="Path">The JSON path.</param>
public readonly record struct JsonPlace(string File, string Path)
{
    /// <summary>The place of a member.</summary>
    public JsonPlace Member(string name) => this with { Path = $"{Path}.{name}" };

    /// <summary>The place of an item of a list.</summary>
    public JsonPlace Item(int index) => this with { Path = string.Create(CultureInfo.InvariantCulture, $"{Path}[{index}]") };

    /// <summary>An error that names the place.</summary>
    public AnnotationFormatException Error(string message, Exception? cause = null) =>
        new(message, File.Length == 0 ? null : File, path: Path, innerException: cause);

    /// <summary>
    /// Runs what makes something of the value here: JSON of another shape, numbers that make no shape and texts that cannot be decoded
    /// become errors that name the place.
    /// </summary>
    /// <exception cref="AnnotationFormatException">The value cannot be read.</exception>
    public T Read<T>(Func<T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            return read();
        }
        catch (AnnotationFormatException error) when (error.ElementPath is null)
        {
            throw Error(error.Message, error);
        }
        catch (ArgumentException error)
        {
            // The name of a parameter means nothing to whoever has the file.
            throw Error(error.Message.Split(" (Parameter", 2)[0], error);
        }
        catch (Exception error) when (error is JsonException or InvalidDataException or FormatException and not AnnotationFormatException)
        {
            throw Error(error.Message, error);
        }
    }
}
