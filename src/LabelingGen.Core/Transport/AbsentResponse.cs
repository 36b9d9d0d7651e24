using System.ClientModel.Primitives;
using System.Diagnostics.CodeAnalysis;

namespace LabelingGen.Core;

/// <summary>Stands where a response is asked for and none was received: status 0, no headers, no content.</summary>
internal sealed class AbsentResponse : PipelineResponse
{
    public static readonly AbsentResponse Instance = new();

    private AbsentResponse()
    {
    }

    public override int Status => 0;

    public override string ReasonPhrase => string.Empty;

    public override Stream? ContentStream
    {
        get => null;
        set => throw new NotSupportedException("There is no response.");
    }

    public override BinaryData Content => BinaryData.Empty;

    protected override PipelineResponseHeaders HeadersCore => NoHeaders.Instance;

    public override BinaryData BufferContent(CancellationToken cancellationToken = default) => Content;

    public override ValueTask<BinaryData> BufferContentAsync(CancellationToken cancellationToken = default) => new(Content);

    public override void Dispose()
    {
    }

    private sealed class NoHeaders : PipelineResponseHeaders
    {
        public static readonly NoHeaders Instance = new();

        public override bool TryGetValue(string name, [NotNullWhen(true)] out string? value)
        {
            value = null;
            return false;
        }

        public override bool TryGetValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
        {
            values = null;
            return false;
        }

        public override IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
            Enumerable.Empty<KeyValuePair<string, string>>().GetEnumerator();
    }
}
