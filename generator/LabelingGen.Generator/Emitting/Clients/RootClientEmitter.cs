using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Operations;
using static LabelingGen.Generator.Emitting.Clients.CoreNames;

namespace LabelingGen.Generator.Emitting.Clients;

/// <summary>Writes the class users make.</summary>
internal sealed class RootClientEmitter
{
    private static readonly MethodParameter Endpoint = new(UriType, "endpoint", null, "Base address of the API.");

    private readonly CodeWriter _code;
    private readonly RootClientPlan _plan;
    private readonly MethodParameter _options;

    private RootClientEmitter(CodeWriter code, RootClientPlan plan)
    {
        _code = code;
        _plan = plan;
        _options = new MethodParameter(plan.OptionsName + "?", "options", "null", "Retries, timeouts and the like; the API's defaults without.");
    }

    public static void Write(CodeWriter code, RootClientPlan plan) => new RootClientEmitter(code, plan).Write();

    private void Write()
    {
        string version = _plan.Version is { Length: > 0 } text ? $" (version {DocText.Inline(text)})" : "";
        _code.DocElement("summary", null, new[] { $"A client of {DocText.Inline(_plan.Title)}{version}. Thread-safe; make one and keep it." });
        _code.DocElement("remarks", null, DocText.Paragraphs(_plan.Description));
        _code.GeneratedCode();
        using (_code.Open($"public partial class {_plan.Name}"))
        {
            OperationCode.Fields(_code, _plan.Methods.Select(method => method.Call));
            _code.Line($"private readonly {ApiPipeline} _pipeline;");
            Constructors();
            Members();
            SubClientEmitter.Methods(_code, _plan.ExceptionName, _plan.Methods);
        }
    }

    private void Constructors()
    {
        EquatableArray<SchemePlan> schemes = _plan.Security.Schemes;
        if (_plan.CredentialsName is { } credentials)
        {
            MethodParameter parameter = new(credentials, "credentials", null, "The credentials you have.");
            Constructor(new CredentialForm(new[] { parameter }, $"{credentials}.ToAuthentication(credentials, options?.TimeProvider)"), takesAll: true);
        }

        if (schemes.Count > 0)
        {
            foreach (CredentialForm form in AuthenticationCode.Forms(schemes[0]))
                Constructor(form with { Authentication = Authentication(schemes[0], form) });
        }

        if (_plan.Security.Anonymous)
            Constructor(new CredentialForm(Array.Empty<MethodParameter>(), $"{ApiAuthentication}.None"));
        PrivateConstructor();
        if (Picks)
            Pick();
        _code.Line();
        _code.Line("/// <summary>For mocks: the members of such a client can be overridden, and do not work otherwise.</summary>");
        _code.Line($"protected {_plan.Name}() => _pipeline = null!;");
        if (schemes.Count > 0)
            FromEnvironment(schemes);
    }

    // With one scheme that every call uses there is nothing to pick.
    private bool Picks => _plan.CredentialsName is null && _plan.Security.Varies;

    private string Authentication(SchemePlan scheme, CredentialForm form)
    {
        if (_plan.CredentialsName is not { } credentials)
            return Picks ? $"WhereNeeded({form.Authentication})" : form.Authentication;
        IEnumerable<string> settings = form.Parameters.Select(parameter => parameter.Name switch
        {
            "tokenProvider" => $"{scheme.Name}Provider = {NotNull(parameter)}",
            "userName" => $"{scheme.Name}UserName = {NotNull(parameter)}",
            _ => $"{scheme.Name} = {NotNull(parameter)}",
        });
        return $"new {credentials} {{ {string.Join(", ", settings)} }}";
    }

    private static string NotNull(MethodParameter parameter) => $"{parameter.Name} ?? throw new {ArgumentNullExceptionType}(nameof({parameter.Name}))";

    // The scheme is named once, whatever the way its credential was given.
    private void Pick()
    {
        _code.Line();
        _code.Line($"private static {ApiAuthentication} WhereNeeded({ApiAuthentication} authentication) =>");
        _code.Indent();
        AuthenticationCode.WriteByScheme(_code, "", _plan.Security, new[] { (_plan.Security.Schemes[0].Id, "authentication") });
        _code.Outdent();
    }

    private void Constructor(CredentialForm form, bool takesAll = false)
    {
        List<MethodParameter> parameters = new(form.Parameters);
        if (!_plan.HasDefaultEndpoint)
            parameters.Insert(0, Endpoint);
        parameters.Add(_options);
        string[] types = parameters.Select(parameter => SimpleName(parameter.Type)).ToArray();
        if (_plan.HandWritten?.Declares(".ctor", types) == true)
            return;

        _code.Line();
        _code.Line("/// <summary>Makes a client.</summary>");
        foreach (MethodParameter parameter in parameters)
            _code.DocElement("param", $"name=\"{parameter.Name}\"", new[] { parameter.DocXml });
        _code.DocElement("exception", $"cref=\"{ArgumentExceptionType}\"", new[] { "The credential or the endpoint cannot be used." });
        MethodSignature.Write(_code, $"public {_plan.Name}", parameters);
        // The constructor that takes all credentials serves those that take one of them.
        bool delegates = _plan.CredentialsName is not null && !takesAll && form.Parameters.Count > 0;
        _code.Indented(delegates
            ? $": this({(_plan.HasDefaultEndpoint ? "" : "endpoint, ")}{form.Authentication}, options)"
            : $": this({form.Authentication}, {(_plan.HasDefaultEndpoint ? "null" : "endpoint")}, options)");
        _code.Line("{");
        _code.Line("}");
    }

    private void PrivateConstructor()
    {
        _code.Line();
        using (_code.Open($"private {_plan.Name}({ApiAuthentication} authentication, {UriType}? endpoint, {_plan.OptionsName}? options)"))
        {
            _code.Line($"options ??= new {_plan.OptionsName}();");
            using (_code.Open($"_pipeline = {ApiPipeline}.Create(new {Core}ApiPipelineSettings", "});"))
            {
                _code.Line("Options = options,");
                _code.Line($"DefaultEndpoint = {(_plan.HasDefaultEndpoint ? "endpoint ?? options.DefaultEndpoint" : $"endpoint ?? throw new {ArgumentNullExceptionType}(nameof(endpoint))")},");
                if (_plan.Convention.EndpointEnvironment is { Length: > 0 } variable)
                    _code.Line($"EndpointEnvironment = {StringLiteral.Of(variable)},");
                _code.Line("Authentication = authentication,");
                _code.Line($"ClientName = {StringLiteral.Of(_plan.Namespace)},");
                _code.Line($"ClientVersion = typeof({_plan.Name}).Assembly.GetName().Version?.ToString(3) ?? \"0.0.0\",");
                Errors();
                _code.Line($"CreateException = {_plan.ExceptionName}.Create,");
            }

            foreach (SubClientUse client in _plan.SubClients)
                _code.Line($"{client.PropertyName} = new {client.ClassName}(_pipeline);");
        }
    }

    private void Errors()
    {
        if (_plan.Errors is not { } errors || (errors.MessagePath ?? errors.CodePath ?? errors.RequestIdHeader) is null)
            return;
        IEnumerable<string> settings = new[] { ("MessagePath", errors.MessagePath), ("CodePath", errors.CodePath), ("RequestIdHeader", errors.RequestIdHeader) }
            .Where(setting => setting.Item2 is not null).Select(setting => $"{setting.Item1} = {StringLiteral.Of(setting.Item2!)}");
        _code.Line($"Errors = new {Core}ErrorConvention {{ {string.Join(", ", settings)} }},");
    }

    private void FromEnvironment(EquatableArray<SchemePlan> schemes)
    {
        List<MethodParameter> parameters = new() { _options };
        if (!_plan.HasDefaultEndpoint)
            parameters.Insert(0, Endpoint);
        if (_plan.HandWritten?.Declares("FromEnvironment", parameters.Select(parameter => SimpleName(parameter.Type)).ToArray()) == true)
            return;

        SchemePlan scheme = schemes[0];
        string variables = _plan.CredentialsName is { } name
            ? $"the environment; see <see cref=\"{name}.FromEnvironment\"/>"
            : $"the environment variable <c>{DocText.Inline(scheme.Variable)}</c>{(scheme.UserVariable is { } user ? $" and the user name in <c>{DocText.Inline(user)}</c>" : "")}";
        _code.Line();
        _code.DocElement("summary", null, new[] { $"Makes a client with the credential in {variables}." });
        foreach (MethodParameter parameter in parameters)
            _code.DocElement("param", $"name=\"{parameter.Name}\"", new[] { parameter.DocXml });
        _code.Line("/// <exception cref=\"global::System.InvalidOperationException\">The credential is not set.</exception>");
        string secret = $"{ApiCredential}.FromEnvironment({StringLiteral.Of(scheme.Variable)})";
        string given = _plan.CredentialsName is { } credentials ? $"{credentials}.FromEnvironment()"
            : scheme.UserVariable is { } userVariable ? $"{Core}ApiEnvironment.Text({StringLiteral.Of(userVariable)}), {secret}"
            : secret;
        MethodSignature.Write(_code, $"public static {_plan.Name} FromEnvironment", parameters);
        _code.Indented($"=> new({(_plan.HasDefaultEndpoint ? "" : "endpoint, ")}{given}, options);");
    }

    private void Members()
    {
        _code.Line();
        _code.Line("/// <summary>Sends the requests of this client; for calls the client has no method for.</summary>");
        _code.Line($"public {ApiPipeline} Pipeline => _pipeline;");
        foreach (SubClientUse client in _plan.SubClients)
        {
            _code.Line();
            _code.Summary(client.Description, client.Tag is { } tag ? $"The operations of <c>{DocText.Inline(tag)}</c>." : "Operations of the API.");
            _code.Line($"public virtual {client.ClassName} {client.PropertyName} {{ get; }} = null!;");
        }
    }

    private static string SimpleName(string type)
    {
        string name = type.TrimEnd('?');
        name = name.Substring(name.LastIndexOf('.') + 1);
        return name == "string" ? "String" : name;
    }
}
