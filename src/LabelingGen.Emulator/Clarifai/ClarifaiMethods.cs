using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;

namespace LabelingGen.Emulator;

/// <summary>The methods of the service by name: those answered at once, those that wait, and streams.</summary>
internal sealed class ClarifaiMethods
{
    private readonly Dictionary<string, Func<ReadOnlyMemory<byte>, IMessage>> _handlers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<ReadOnlyMemory<byte>, CancellationToken, Task<IMessage>>> _waiting =
        new(StringComparer.Ordinal);

    private readonly Dictionary<string, Func<IAsyncEnumerable<byte[]>, CancellationToken, IAsyncEnumerable<IMessage>>> _streams =
        new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => [.. _handlers.Keys.Concat(_waiting.Keys).Concat(_streams.Keys).Distinct()];

    public IReadOnlyCollection<string> Waiting => _waiting.Keys;

    public IReadOnlyCollection<string> Streams => _streams.Keys;

    /// <summary>A method that is answered at once, under the vendor's lock.</summary>
    public void Map<TRequest>(string name, MessageParser<TRequest> parser, Func<TRequest, IMessage> handler)
        where TRequest : IMessage<TRequest> =>
        _handlers.Add(name, body => handler(parser.ParseFrom(body.Span.ToArray())));

    /// <summary>A method whose answer may take its time; it takes the lock where it needs it.</summary>
    public void MapWaiting<TRequest>(
        string name, MessageParser<TRequest> parser, Func<TRequest, CancellationToken, Task<IMessage>> handler)
        where TRequest : IMessage<TRequest> =>
        _waiting.Add(name, (body, token) => handler(parser.ParseFrom(body.Span.ToArray()), token));

    /// <summary>A method with a stream of answers; it takes the lock where it needs it.</summary>
    public void MapStream<TRequest>(
        string name, MessageParser<TRequest> parser,
        Func<IAsyncEnumerable<TRequest>, CancellationToken, IAsyncEnumerable<IMessage>> handler)
        where TRequest : IMessage<TRequest> =>
        _streams.Add(name, (bodies, token) => handler(Parsed(bodies, parser), token));

    public bool TryFind(string name, [NotNullWhen(true)] out Func<ReadOnlyMemory<byte>, IMessage>? handler) =>
        _handlers.TryGetValue(name, out handler);

    public Task<IMessage> WaitAsync(string name, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        _waiting[name](body, cancellationToken);

    public IAsyncEnumerable<IMessage> Stream(string name, IAsyncEnumerable<byte[]> bodies, CancellationToken cancellationToken) =>
        _streams[name](bodies, cancellationToken);

    private static async IAsyncEnumerable<TRequest> Parsed<TRequest>(IAsyncEnumerable<byte[]> bodies, MessageParser<TRequest> parser)
        where TRequest : IMessage<TRequest>
    {
        await foreach (byte[] body in bodies.ConfigureAwait(false))
            yield return parser.ParseFrom(body);
    }
}
