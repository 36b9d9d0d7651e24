namespace LabelingGen.Clarifai;

/// <summary>What stands in the column <c>input</c> of a CSV file.</summary>
public enum CsvSource
{
    /// <summary>Texts.</summary>
    Raw,

    /// <summary>Addresses of the web.</summary>
    Url,

    /// <summary>Paths of files, relative to the CSV file.</summary>
    FilePath,
}
