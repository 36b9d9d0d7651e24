using System.Diagnostics;
using Google.Protobuf;

namespace LabelingGen.Core.Grpc;

/// <summary>A method of a gRPC service: where it is, and how its answer is read. Made once and shared.</summary>
/// <typeparam name="TRequest">Message sent.</typeparam>
/// <typeparam name="TResponse">Message received.</typeparam>
[DebuggerDisplay("{FullName,nq}")]
public sealed class GrpcMethod<TRequest, TResponse>
    where TRequest : class, IMessage
    where TResponse : class, IMessage<TResponse>
{
    /// <summary>Describes a method.</summary>
    /// <param name="service">Full name of the service: <c>package.Service</c>.</param>
    /// <param name="name">Name of the method in the proto file.</param>
    /// <param name="responseParser">Reads a response message.</param>
    public GrpcMethod(string service, string name, MessageParser<TResponse> responseParser)
    {
        ArgumentException.ThrowIfNullOrEmpty(service);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(responseParser);
        Service = service;
        Name = name;
        ResponseParser = responseParser;
        FullName = service + "/" + name;
    }

    /// <summary>Full name of the service: <c>package.Service</c>.</summary>
    public string Service { get; }

    /// <summary>Name of the method in the proto file.</summary>
    public string Name { get; }

    /// <summary>Service and method as they stand in the path: <c>package.Service/Method</c>.</summary>
    public string FullName { get; }

    /// <summary>Reads a response message.</summary>
    public MessageParser<TResponse> ResponseParser { get; }

    /// <summary>
    /// Whether calling it twice does the same as calling it once. Only such a method is called again when a first call may have
    /// reached the server.
    /// </summary>
    public bool Idempotent { get; init; }

    /// <summary>
    /// The part of an answer in which the service tells how the call went, for services that answer with a status of their own instead of
    /// failing the call; <see langword="null"/> where there is none.
    /// </summary>
    public Func<TResponse, IMessage?>? ResponseStatus { get; init; }

    /// <summary>How the method is offered over HTTP with JSON (<c>google.api.http</c>), the main binding first.</summary>
    public IReadOnlyList<GrpcHttpBinding> HttpBindings { get; init; } = [];
}
