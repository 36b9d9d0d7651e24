using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;

namespace LabelingGen.Emulator;

/// <summary>The methods of the service by name.</summary>
internal sealed class ClarifaiMethods
{
    private readonly Dictionary<string, Func<ReadOnlyMemory<byte>, IMessage>> _handlers = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _handlers.Keys;

    public void Map<TRequest>(string name, MessageParser<TRequest> parser, Func<TRequest, IMessage> handler)
        where TRequest : IMessage<TRequest> =>
        _handlers.Add(name, body => handler(parser.ParseFrom(body.Span.ToArray())));

    public bool TryFind(string name, [NotNullWhen(true)] out Func<ReadOnlyMemory<byte>, IMessage>? handler) =>
        _handlers.TryGetValue(name, out handler);
}
