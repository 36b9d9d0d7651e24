using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Planning.Grpc;

/// <summary>The root of a client over gRPC: one property for each sub-client.</summary>
internal sealed record GrpcRootPlan(string Namespace, string Name, string Title, EquatableArray<GrpcSubClient> Clients)
    : UnitPlan(Namespace, Name);

internal sealed record GrpcSubClient(string Property, string ClassName, string? Description);

/// <summary>The methods of one resource.</summary>
internal sealed record GrpcClientPlan(string Namespace, string Name, string? Description, EquatableArray<GrpcMethodPlan> Methods)
    : UnitPlan(Namespace, Name)
{
    public EquatableArray<GrpcJobPlan> Jobs { get; init; } = EquatableArray<GrpcJobPlan>.Empty;
}

/// <param name="Name">C# name without "Async".</param>
/// <param name="Service">Service as it stands in the path.</param>
/// <param name="Rpc">Method as it stands in the path.</param>
/// <param name="Input">C# type of the request, beginning with <c>global::</c>.</param>
/// <param name="Output">C# type of a response.</param>
internal sealed record GrpcMethodPlan(
    string Name, string Service, string Rpc, string Input, string Output, bool ClientStreaming, bool ServerStreaming)
{
    public string? Comment { get; init; }

    public bool Deprecated { get; init; }

    public bool Idempotent { get; init; }

    public EquatableArray<GrpcBindingPlan> Bindings { get; init; } = EquatableArray<GrpcBindingPlan>.Empty;

    public GrpcPagePlan? Page { get; init; }

    /// <summary>Property of the response in which the service tells how the call went.</summary>
    public string? Status { get; init; }
}

internal sealed record GrpcBindingPlan(string Verb, string Path, string Body);

/// <param name="Item">C# type of an item.</param>
/// <param name="Items">Property of the response that holds the items.</param>
/// <param name="Page">Property that takes the page's number, or its token.</param>
internal sealed record GrpcPagePlan(string Item, string Items, string Page)
{
    /// <summary>Property that takes the size of a numbered page.</summary>
    public string? Size { get; init; }

    /// <summary>Largest page the server gives, 0 = not known.</summary>
    public int MaxSize { get; init; }

    /// <summary>Property of the response that holds the token of the next page; <see langword="null"/> = pages are numbered.</summary>
    public string? NextToken { get; init; }

    /// <summary>
    /// Property of the request that holds page and size or token, where they do not stand in the request itself, and its type.
    /// </summary>
    public string? Within { get; init; }

    public string? WithinType { get; init; }
}
