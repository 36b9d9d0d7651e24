using System.Globalization;
using LabelingGen.Core;

namespace LabelingGen.Clarifai;

/// <summary>
/// A log of the items of an upload that are not stored: a CSV file with a header line and the columns <c>index</c> (the item's place among
/// the items, from 0), <c>input_id</c>, <c>code</c> (the service's status, 0 = none was told), <c>details</c>. What failed is uploaded
/// again from it by <see cref="ClarifaiDataset.RetryUploadAsync"/>.
/// </summary>
public static class DatasetUploadLog
{
    private const string Header = "index,input_id,code,details";

    /// <summary>Writes what is not done of the outcomes; an empty log where all is.</summary>
    /// <param name="path">The file; replaced as a whole.</param>
    /// <param name="outcomes">What became of the items.</param>
    /// <param name="cancellationToken">Ends the writing; the file is as it was.</param>
    /// <returns>How many items are not done.</returns>
    /// <exception cref="IOException">The file cannot be written; it is as it was.</exception>
    public static async Task<int> WriteAsync(
        string path, IEnumerable<DatasetItemOutcome> outcomes, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(outcomes);
        int written = 0;
        await using AtomicFile file = AtomicFile.Create(path);
        await using (StreamWriter text = new(file.Stream, leaveOpen: true) { NewLine = "\n" })
        {
            await text.WriteLineAsync(Header.AsMemory(), cancellationToken).ConfigureAwait(false);
            foreach (DatasetItemOutcome outcome in outcomes.Where(o => !o.IsDone).OrderBy(o => o.Index))
            {
                Exception? failure = outcome.Input.Error ?? outcome.Annotations.FirstOrDefault(a => a.State != ItemState.Done)?.Error;
                int code = (failure as InputFailedException)?.InputOutcome.Code.Number ?? 0;
                string line = string.Create(
                    CultureInfo.InvariantCulture, $"{outcome.Index},{Cell(outcome.Input.Item.Id)},{code},{Cell(failure?.Message ?? "")}");
                await text.WriteLineAsync(line.AsMemory(), cancellationToken).ConfigureAwait(false);
                written++;
            }
        }

        await file.CommitAsync(cancellationToken).ConfigureAwait(false);
        return written;
    }

    /// <summary>Reads a log.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ClarifaiFileException">A line breaks a rule.</exception>
    public static IReadOnlyList<DatasetUploadFailure> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using StreamReader text = new(path);
        CsvReader csv = new(path, text);
        if (csv.Read() is not { } head || string.Join(',', head.Cells) != Header)
            throw new ClarifaiFileException(path, 1, $"it does not begin with the line '{Header}'");
        List<DatasetUploadFailure> failures = [];
        while (csv.Read() is { } row)
        {
            if (row.Cells is not [var index, var inputId, var code, var details]
                || !int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out int place)
                || !int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                throw new ClarifaiFileException(path, row.Line, "it is no index, input id, code and details");
            failures.Add(new DatasetUploadFailure(place, inputId, number, details));
        }

        return failures;
    }

    private static string Cell(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
