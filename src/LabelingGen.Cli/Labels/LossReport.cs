using System.Text.Json;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Cli;

/// <summary>
/// The file with everything that a conversion loses: each loss as it is found, however many there are, then what they come to. It appears
/// under its name when it is complete.
/// </summary>
internal sealed class LossReport : IDisposable
{
    private const int FlushLength = 1 << 16;

    private readonly OutputTarget _target;
    private readonly FileStream _file;
    private readonly Utf8JsonWriter _writer;

    public LossReport(string path)
    {
        _target = new OutputTarget(path, isFile: true);
        _file = new FileStream(_target.WorkPath, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        _writer = new Utf8JsonWriter(_file, new JsonWriterOptions { Indented = true });
        _writer.WriteStartObject();
        _writer.WriteStartArray("details");
    }

    public void Add(ConversionLoss loss)
    {
        loss.WriteTo(_writer);
        if (_writer.BytesPending > FlushLength)
            _writer.Flush();
    }

    /// <summary>Ends the file and publishes it.</summary>
    public void Complete(ConversionReport report, IEnumerable<string> conventions)
    {
        _writer.WriteEndArray();
        report.WriteSummaryTo(_writer);
        WriteConventions(_writer, conventions);
        _writer.WriteEndObject();
        _writer.Dispose();
        _file.Dispose();
        _target.Publish();
    }

    public static void WriteConventions(Utf8JsonWriter writer, IEnumerable<string> conventions)
    {
        writer.WriteStartArray("conventions");
        foreach (string convention in conventions)
            writer.WriteStringValue(convention);
        writer.WriteEndArray();
    }

    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
        _target.Dispose();
    }
}
