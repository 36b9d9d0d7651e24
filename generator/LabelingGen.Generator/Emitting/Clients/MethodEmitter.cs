using LabelingGen.Generator.Planning.Operations;
using LabelingGen.Generator.Planning.Types;
using static LabelingGen.Generator.Emitting.Clients.CoreNames;

namespace LabelingGen.Generator.Emitting.Clients;

/// <summary>Writes the methods of a client.</summary>
internal sealed class MethodEmitter
{
    private readonly CodeWriter _code;
    private readonly string _exceptionName;
    private readonly MethodPlan _method;
    private readonly string _request;

    private MethodEmitter(CodeWriter code, string exceptionName, MethodPlan method)
    {
        _code = code;
        _exceptionName = exceptionName;
        _method = method;
        _request = Local("request");
    }

    /// <summary>Writes a method with its documentation.</summary>
    public static void Write(CodeWriter code, string exceptionName, MethodPlan method) => new MethodEmitter(code, exceptionName, method).Write();

    private void Write()
    {
        CodeWriter checks = new();
        Checks(checks);
        bool isChecked = checks.Finish().Length > 0 || _method.Arguments.Any(value => value.Target == ValueTarget.Path && !value.Type.IsValueType);
        List<MethodParameter> parameters = MethodSignature.Parameters(_method);
        Docs(parameters, isChecked);
        if (_method.Deprecated)
            _code.Line("[global::System.Obsolete(\"The API no longer recommends this operation.\")]");
        bool isAsync = _method.Job is not null;
        string head = $"{(_method.Internal ? "internal" : "public virtual")} {(isAsync ? "async " : "")}{MethodSignature.ReturnType(_method)} {_method.Name}";
        MethodSignature.Write(_code, head, parameters);
        _code.Line("{");
        _code.Indent();
        Checks(_code);
        if (_method.Paging is { } paging)
            List(paging);
        else
            Send();
        _code.Outdent();
        _code.Line("}");
    }

    private void Docs(List<MethodParameter> parameters, bool isChecked)
    {
        _code.Summary(Ended(_method.Summary), $"Calls <c>{_method.Call.Method} {DocText.Inline(_method.Call.Path)}</c>.");
        foreach (MethodParameter parameter in parameters)
            _code.DocElement("param", $"name=\"{parameter.Name.TrimStart('@')}\"", new[] { parameter.DocXml });
        if (_method.ReturnsText is { } returns && DocText.Paragraphs(returns) is { Count: > 0 } paragraphs)
            _code.DocElement("returns", null, paragraphs);
        if (isChecked)
            _code.DocElement("exception", $"cref=\"{ArgumentExceptionType}\"", new[] { "An argument is missing, empty or out of its limits; nothing was sent." });
        string errors = _method.Errors.Count == 0 ? "" : " " + string.Join(" ", _method.Errors.Take(8).Select(Sentence));
        _code.DocElement("exception", $"cref=\"{_exceptionName}\"", new[] { "The call failed." + errors });
        _code.DocElement("remarks", null, DocText.Paragraphs(_method.Remarks));
    }

    // Specs end a summary without a full stop as often as with one.
    private static string? Ended(string? text)
    {
        string? trimmed = text?.TrimEnd();
        return trimmed is { Length: > 0 } && char.IsLetterOrDigit(trimmed[trimmed.Length - 1]) && trimmed.IndexOf('\n') < 0 ? trimmed + "." : text;
    }

    private static string Sentence(string text)
    {
        string inline = DocText.Inline(text);
        return inline.Length > 0 && ".!?".IndexOf(inline[inline.Length - 1]) < 0 ? inline + "." : inline;
    }

    private void Checks(CodeWriter code)
    {
        foreach (ValuePlan value in _method.Arguments)
            CheckCode.Presence(code, value, value.Argument);
        if (_method.Body is { Required: true, Type: { IsValueType: false, Nullable: false } } body)
            code.Line($"{ArgumentNullExceptionType}.ThrowIfNull({body.Argument});");
        if (_method.Options is { Required: true })
            code.Line($"{ArgumentNullExceptionType}.ThrowIfNull(options);");
        foreach (ValuePlan value in _method.Arguments.Concat(_method.Optional))
            CheckCode.Limits(code, value, value.Argument, $"nameof({value.Argument})");
        CheckCode.Exclusions(
            code, _method.Arguments.Concat(_method.Optional).ToList(), value => value.Argument, value => $"nameof({value.Argument})");
    }

    private void Send()
    {
        Request(null);
        string token = "cancellationToken";
        TypeUse? type = _method.Result.Type;
        if (_method.Job is { } job)
        {
            string started = Local("started");
            _code.Line($"var {started} = await _pipeline.SendAsync({_request}, {type!.NotNull().Read}, {token}).ConfigureAwait(false);");
            _code.Line($"return {job.ClassName}.Track(_pipeline, {JobId(job, started)}, {started}.GetRawResponse());");
            return;
        }

        string call = _method.Result.Kind switch
        {
            ResultKind.Json => $"SendAsync({_request}, {type!.ReadExpression}, {token})",
            ResultKind.OptionalJson => $"SendOptionalAsync({_request}, {(type!.IsValueType ? type.OrNull() : type.NotNull()).ReadExpression}, {token})",
            ResultKind.Text => $"SendForTextAsync({_request}, {token})",
            ResultKind.Stream => $"SendForStreamAsync({_request}, {token})",
            ResultKind.Ndjson => $"SendForNdjsonAsync({_request}, {type!.ReadExpression}, {token})",
            ResultKind.Events => $"SendForEventsAsync({_request}, {type!.ReadExpression}, {token})",
            _ => $"SendAsync({_request}, {token})",
        };
        _code.Line($"return _pipeline.{call};");
    }

    private static string JobId(StartedJobPlan job, string started)
    {
        string id = job.Id.Replace("started.Value", started + ".Value");
        return id.Contains("?.") ? $"{id} ?? \"\"" : id;
    }

    private void List(PagingPlan paging)
    {
        string definition = $"new {Core}PageRequest<{paging.Page.Type}, {paging.Item.DeclaredType}>";
        _code.Line("return _pipeline.List(");
        _code.Indent();
        using (_code.Open(definition, "},"))
        {
            using (_code.Open("Create = position =>", "},"))
            {
                Request(paging);
                _code.Line($"return {_request};");
            }

            if (paging.Start is not null)
                _code.Line($"Start = {paging.Start},");
            _code.Line($"Read = {paging.Page.Read},");
            _code.Line($"Items = static page => {paging.Items},");
            _code.Line($"Next = {(paging.NextUsesArguments ? "" : "static ")}({(paging.Next.Contains("page.") ? "page" : "_")}, {(paging.Next.Contains("context.") ? "context" : "_")}) => {paging.Next},");
            if (paging.EndStatus is { } status)
                _code.Line($"EndStatus = {status.ToString(System.Globalization.CultureInfo.InvariantCulture)},");
        }

        _code.Line("cancellationToken);");
        _code.Outdent();
    }

    /// <summary>Writes the statements that make the request.</summary>
    private void Request(PagingPlan? paging)
    {
        List<string> calls = new();
        List<ValuePlan> values = _method.Arguments.Concat(_method.Optional).Where(value => !value.IsPosition || paging is null).ToList();
        foreach (ValuePlan value in values.Where(value => value.Target is not (ValueTarget.Field or ValueTarget.Part)))
            calls.Add(ValueCode.Add(value, value.Argument));
        calls.AddRange(_method.Constants.Select(ValueCode.Add));
        if (paging?.PositionParameter is { } position)
            calls.Add($".Query({StringLiteral.Of(position)}, position)");
        if (_method.Body is { Required: true, Type: not null } body)
            calls.Add(BodyCall(body, paging));
        Chain($"var {_request} = _pipeline.CreateRequest({_method.Call.Field})", calls);
        if (_method.Options is { HasParameters: true } options)
        {
            string target = options.Required ? "options" : options.AlwaysAdds ? $"(options ?? new {options.ClassName}())" : "options?";
            _code.Line($"{target}.AddTo({_request});");
        }

        if (_method.Body is { Required: false, Type: not null } optional)
        {
            string call = BodyCall(optional, paging);
            // Without a body there is no key in it.
            if (optional.KeyCondition is { } key)
                call += $".IdempotentWhen({key})";
            _code.Line($"if ({optional.Argument} is not null)");
            _code.Indented($"{_request}{call};");
        }
        else if (_method.Body is { Type: null } form)
        {
            Form(form, values);
        }

        if (_method.Body is { KeyCondition: { } condition } keyed && (keyed.Required || keyed.Type is null))
            _code.Line($"{_request}.IdempotentWhen({condition});");
        if (paging is { FollowsLinks: true })
        {
            _code.Line("if (position is not null)");
            _code.Indented($"{_request}.Follow(position);");
        }
    }

    private string BodyCall(BodyPlan body, PagingPlan? paging)
    {
        string mediaType = StringLiteral.Of(body.MediaType);
        string given = body.MediaTypes.Count > 0 ? "mediaType" : mediaType;
        switch (body.Kind)
        {
            case BodyKind.Json:
                string suffix = body.MediaType == "application/json" ? "" : $", {mediaType}";
                string value = body.Type is { IsValueType: true } && !body.Required ? body.Argument + ".Value" : body.Argument;
                string write = body.Required ? body.Type!.WriteExpression : body.Type!.Write;
                return paging?.PositionInBody is { } member
                    ? $".JsonBodyWith({value}, {write}, {StringLiteral.Of(member)}, position{(paging.PositionIsNumber ? ", isNumber: true" : "")}{(suffix.Length == 0 ? "" : ", mediaType: " + mediaType)})"
                    : $".JsonBody({value}, {write}{suffix})";
            case BodyKind.Text:
                return $".TextBody({body.Argument}, {given})";
            case BodyKind.Stream:
                return $".StreamBody({body.Argument}, {given})";
            case BodyKind.Ndjson:
                return $".NdjsonBody({body.Argument}, {body.Type!.Element!.WriteExpression}, {mediaType})";
            default:
                return $".FormBody({ParameterValues}.OfMembers({body.Argument}, static item => item)!)";
        }
    }

    private void Form(BodyPlan body, List<ValuePlan> values)
    {
        bool isMultipart = body.Kind == BodyKind.Multipart;
        string local = Local(isMultipart ? "content" : "fields");
        List<ValuePlan> fields = values.Where(value => value.Target is ValueTarget.Field or ValueTarget.Part).ToList();
        List<ValuePlan> later = fields.Where(value => value is { Target: ValueTarget.Part, Shape: ValueShape.Json, Required: false }).ToList();
        Chain(
            $"var {local} = new {(isMultipart ? MultipartContentType : FormFields)}()",
            fields.Except(later).Select(value => isMultipart ? ValueCode.AddPart(value, value.Argument) : ValueCode.Add(value, value.Argument)).ToList());
        foreach (ValuePlan value in later)
        {
            _code.Line($"if ({value.Argument} is not null)");
            _code.Indented($"{local}{ValueCode.AddPart(value, value.Argument)};");
        }

        if (_method.Options is { HasFields: true } options)
            _code.Line($"options{(options.Required ? "" : "?")}.AddTo({local});");
        if (!body.Required)
            _code.Line($"if ({local}.Count > 0)");
        string call = $"{_request}.{(isMultipart ? "MultipartBody" : "FormBody")}({local});";
        if (body.Required)
            _code.Line(call);
        else
            _code.Indented(call);
    }

    private void Chain(string head, IReadOnlyList<string> calls)
    {
        if (calls.Count == 0)
        {
            _code.Line(head + ";");
            return;
        }

        _code.Line(head);
        for (int i = 0; i < calls.Count; i++)
            _code.Indented(calls[i] + (i == calls.Count - 1 ? ";" : ""));
    }

    // A spec may call a parameter "request".
    private string Local(string name)
    {
        IEnumerable<string> taken = _method.Arguments.Concat(_method.Optional).Select(value => value.Argument)
            .Concat(new[] { _method.Body?.Argument ?? "" });
        string local = name;
        while (taken.Contains(local))
            local = "api" + char.ToUpperInvariant(local[0]) + local.Substring(1);
        return local;
    }
}
