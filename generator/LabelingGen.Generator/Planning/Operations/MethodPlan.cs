using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Planning.Operations;

/// <summary>One emitted method, or one pair of them where only the arguments differ.</summary>
/// <param name="Name">With "Async".</param>
internal sealed record MethodPlan(string Name, CallPlan Call, EquatableArray<ValuePlan> Arguments, ResultPlan Result)
{
    /// <summary>Optional values that are parameters of the method; none where there is an options class.</summary>
    public EquatableArray<ValuePlan> Optional { get; init; } = EquatableArray<ValuePlan>.Empty;

    /// <summary>The class that holds the optional values where there are many.</summary>
    public OptionsUse? Options { get; init; }

    /// <summary>Values every request carries: parameters with one allowed value.</summary>
    public EquatableArray<FixedValuePlan> Constants { get; init; } = EquatableArray<FixedValuePlan>.Empty;

    public BodyPlan? Body { get; init; }

    public PagingPlan? Paging { get; init; }

    public StartedJobPlan? Job { get; init; }

    public string? Summary { get; init; }

    public string? Remarks { get; init; }

    public string? ReturnsText { get; init; }

    /// <summary>What error answers mean, one sentence each: <c>404: no such task</c>.</summary>
    public EquatableArray<string> Errors { get; init; } = EquatableArray<string>.Empty;

    public bool Deprecated { get; init; }

    public bool Internal { get; init; }
}

/// <summary>The constant part of a call: becomes one static <c>ApiOperation</c>.</summary>
/// <param name="Field">Name of the static field.</param>
/// <param name="Name">Name for logs and telemetry: <c>Tasks.Get</c>.</param>
internal sealed record CallPlan(string Field, string Name, string Method, string Path)
{
    /// <summary><see langword="null"/> = JSON.</summary>
    public string? Accept { get; init; }

    /// <summary>Statuses that are answers, where it is not every 2xx.</summary>
    public string? Success { get; init; }

    public IdempotencyRule? Idempotency { get; init; }

    /// <summary><see langword="null"/> = the client's default.</summary>
    public EquatableArray<EquatableArray<string>>? Security { get; init; }

    public string? Server { get; init; }
}

internal enum ValueTarget
{
    Path,
    Query,
    Header,
    Cookie,
    /// <summary>A field of a form body.</summary>
    Field,
    /// <summary>A part of a multipart body.</summary>
    Part,
}

/// <summary>How a value becomes text on the wire.</summary>
internal enum ValueShape
{
    Scalar,
    List,
    /// <summary>A map of scalars.</summary>
    Map,
    /// <summary>An object whose members are all scalars: see <see cref="ValuePlan.Members"/>.</summary>
    Members,
    /// <summary>One JSON text.</summary>
    Json,
    /// <summary>A file of a multipart body.</summary>
    File,
    Files,
}

/// <summary>A value that the caller gives and that goes to one place of the request.</summary>
/// <param name="WireName">The spec's name.</param>
/// <param name="Name">Pascal case, for a property; <see cref="Argument"/> for a parameter.</param>
internal sealed record ValuePlan(string WireName, string Name, string Argument, ValueTarget Target, ValueShape Shape, TypeUse Type)
{
    public bool Required { get; init; }

    public ParameterStyle Style { get; init; }

    public bool Explode { get; init; }

    public bool AllowReserved { get; init; }

    /// <summary>An open enum, or a list of one, of which only the known values may be sent.</summary>
    public bool KnownOnly { get; init; }

    /// <summary>Wire name of a value that cannot be given together with this one.</summary>
    public string? NotWith { get; init; }

    /// <summary>A number that is sent where the caller gives none, for a server that insists.</summary>
    public int? AlwaysSent { get; init; }

    /// <summary>Content type of a part.</summary>
    public string? MediaType { get; init; }

    /// <summary>Properties of an object, with <see cref="ValueShape.Members"/>.</summary>
    public EquatableArray<MemberPlan> Members { get; init; } = EquatableArray<MemberPlan>.Empty;

    /// <summary>Where a list starts: sent by the paging, not with the other values.</summary>
    public bool IsPosition { get; init; }

    /// <summary>The type as declared: with a question mark where the value may be left out.</summary>
    public string DeclaredType => Required ? Type.Type : Type.Type + "?";

    public string? Description { get; init; }

    /// <summary>The server's default as the spec writes it.</summary>
    public string? Default { get; init; }

    public bool Deprecated { get; init; }

    public Constraints Limits { get; init; } = Constraints.None;
}

/// <param name="Name">C# name of the property.</param>
/// <param name="MayBeNull">The property's type has a question mark.</param>
internal sealed record MemberPlan(string WireName, string Name, TypeUse Type, bool MayBeNull);

internal sealed record FixedValuePlan(string WireName, ValueTarget Target, string Value);

/// <param name="Required">The class has required members, so that the argument cannot be left out.</param>
internal sealed record OptionsUse(string ClassName, bool Required)
{
    /// <summary>Some values go to the address or headers.</summary>
    public bool HasParameters { get; init; }

    /// <summary>Some values go into the form body.</summary>
    public bool HasFields { get; init; }

    /// <summary>Some values are sent also where the caller gives no options.</summary>
    public bool AlwaysAdds { get; init; }
}

/// <summary>The class that holds the many optional values of an operation: one file.</summary>
/// <param name="ClientName">Class of the method it belongs to.</param>
/// <param name="Method">The method.</param>
internal sealed record RequestOptionsPlan(string Namespace, string Name, string ClientName, string Method, EquatableArray<ValuePlan> Values) : ClientUnitPlan(Namespace, Name)
{
    /// <summary>The body the fields among the values belong to.</summary>
    public BodyKind? Form { get; init; }

    public bool Internal { get; init; }

    public HandWrittenType? HandWritten { get; init; }

    public override EquatableArray<string> Members => Values.Select(value => value.Name).ToEquatableArray();
}

internal enum BodyKind
{
    Json,
    Text,
    Stream,
    Ndjson,
    /// <summary>The fields are among the method's values.</summary>
    Form,
    Multipart,
    /// <summary>A form of any fields: a map of texts.</summary>
    FormMap,
}

internal sealed record BodyPlan(BodyKind Kind, string Argument, TypeUse? Type, string MediaType, bool Required)
{
    public string? Description { get; init; }

    /// <summary>Several content types are accepted, so the caller says which one it is.</summary>
    public EquatableArray<string> MediaTypes { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Condition under which the body makes repeating the request harmless.</summary>
    public string? KeyCondition { get; init; }
}

internal enum ResultKind
{
    None,
    Json,
    /// <summary>JSON or nothing, depending on the status.</summary>
    OptionalJson,
    Text,
    Stream,
    Ndjson,
    Events,
}

internal sealed record ResultPlan(ResultKind Kind, TypeUse? Type = null);
