using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Planning.Operations;

/// <summary>A file of a client that holds no model.</summary>
internal abstract record ClientUnitPlan(string Namespace, string Name) : UnitPlan(Namespace, Name)
{
    /// <summary>Names of framework types that types of the API have, too.</summary>
    public EquatableArray<string> Taken { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Members of the class, which hide types of the same name.</summary>
    public virtual EquatableArray<string> Members => EquatableArray<string>.Empty;
}

/// <summary>A class with the methods of one resource: one file.</summary>
internal sealed record SubClientPlan(string Namespace, string Name, string? Description, string? Tag, EquatableArray<MethodPlan> Methods)
    : ClientUnitPlan(Namespace, Name)
{
    /// <summary>Class of the API's exceptions, for the documentation.</summary>
    public string ExceptionName { get; init; } = "";

    public override EquatableArray<string> Members => Methods.Select(method => method.Call.Field).ToEquatableArray();

    public HandWrittenType? HandWritten { get; init; }
}

/// <summary>The class users make: one file.</summary>
internal sealed record RootClientPlan(string Namespace, string Name, string Title, string? Description, string? Version) : ClientUnitPlan(Namespace, Name)
{
    public string ExceptionName { get; init; } = "";

    public string OptionsName { get; init; } = "";

    /// <summary>Class that holds several credentials; <see langword="null"/> where there is one at most.</summary>
    public string? CredentialsName { get; init; }

    public SecurityPlan Security { get; init; } =
        new(EquatableArray<SchemePlan>.Empty, null, true);

    /// <summary>The document names an address to use.</summary>
    public bool HasDefaultEndpoint { get; init; }

    public EquatableArray<SubClientUse> SubClients { get; init; } = EquatableArray<SubClientUse>.Empty;

    public override EquatableArray<string> Members => SubClients.Select(client => client.PropertyName)
        .Concat(Methods.Select(method => method.Call.Field)).Concat(new[] { "Pipeline" }).ToEquatableArray();

    public EquatableArray<MethodPlan> Methods { get; init; } = EquatableArray<MethodPlan>.Empty;

    public ErrorConvention? Errors { get; init; }

    public ClientConvention Convention { get; init; } = ClientConvention.Default;

    public HandWrittenType? HandWritten { get; init; }
}

internal sealed record SubClientUse(string PropertyName, string ClassName, string? Description, string? Tag);

/// <summary>The options of the root client: one file.</summary>
internal sealed record ClientOptionsPlan(string Namespace, string Name, string ClientName, ServerPlan Servers, ClientConvention Convention)
    : ClientUnitPlan(Namespace, Name)
{
    public HandWrittenType? HandWritten { get; init; }

    public override EquatableArray<string> Members => Servers.Variables.Select(variable => variable.Name)
        .Concat(new[] { "Retry", "RateLimit", "Random", "Polling", "TimeProvider", "Transport", "Endpoint" }).ToEquatableArray();
}

/// <summary>The class that holds several credentials: one file.</summary>
internal sealed record CredentialsPlan(string Namespace, string Name, string ClientName, SecurityPlan Security) : ClientUnitPlan(Namespace, Name);

/// <summary>The API's exceptions: one file.</summary>
internal sealed record ErrorsPlan(string Namespace, string Name, string Stem, string Title, EquatableArray<ErrorClassPlan> Classes)
    : ClientUnitPlan(Namespace, Name)
{
    public override EquatableArray<string> Members => EquatableArray.Create(
        "Attempts", "AttemptStatuses", "Data", "Details", "Elapsed", "ErrorCode", "ErrorMessage", "HelpLink", "HResult", "InnerException",
        "Message",
        "OperationName", "Outcome", "RequestId", "ResponseBody", "Source", "StackTrace", "Status", "TargetSite");

    /// <summary>The common schema of error answers, if most have one.</summary>
    public Types.TypeUse? Details { get; init; }

    public HandWrittenType? HandWritten { get; init; }
}

internal sealed record ErrorClassPlan(int Status, string Name, string? Description);

/// <summary>Registration for dependency injection: one file.</summary>
internal sealed record ServiceCollectionPlan(string Namespace, string Name, RootClientUse Client) : ClientUnitPlan(Namespace, Name);

/// <param name="Default">Expression that makes the client from <c>options</c>; <see langword="null"/> where the user has to say
/// how.</param>
/// <param name="DefaultText">Where its credential comes from, as escaped XML with a space at its end.</param>
internal sealed record RootClientUse(string ClassName, string OptionsName, string? Default, string DefaultText);

/// <summary>Accessors of the headers that answers declare: one file.</summary>
internal sealed record ResponseHeadersPlan(string Namespace, string Name, EquatableArray<HeaderPlan> Headers) : ClientUnitPlan(Namespace, Name);

/// <param name="Kind">What the text is read as.</param>
internal sealed record HeaderPlan(string WireName, string Name, Types.TypeKind Kind, string? Description);

/// <summary>Readers of the messages the API sends: one file.</summary>
internal sealed record WebhooksPlan(string Namespace, string Name, string Title, EquatableArray<WebhookPlan> Webhooks) : ClientUnitPlan(Namespace, Name);

internal sealed record WebhookPlan(string Name, string WireName, Types.TypeUse Payload, string? Description);
