using LabelingGen.Core;

namespace LabelingGen.FastLabel;

public sealed partial class ExecuteEndpointRequest : IRequestBody<ExecuteEndpointRequest>
{
    ExecuteEndpointRequest IRequestBody<ExecuteEndpointRequest>.Prepare(ApiRequest request)
    {
        FileRule.EndpointImage.Check(File, nameof(File));
        return this;
    }
}

public sealed partial class EndpointResult
{
    private const string DataMarker = "base64,";

    /// <summary>The bytes of the file that the model has made; <see langword="null"/> where it has made none.</summary>
    /// <exception cref="FormatException">The text is no base64, with or without a data address before it.</exception>
    public BinaryData? DecodeFile()
    {
        if (string.IsNullOrEmpty(File))
            return null;
        int start = File.IndexOf(DataMarker, StringComparison.Ordinal);
        return BinaryData.FromBytes(Convert.FromBase64String(start < 0 ? File : File[(start + DataMarker.Length)..]));
    }
}
