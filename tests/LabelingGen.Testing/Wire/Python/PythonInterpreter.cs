using System.Text;

namespace LabelingGen.Testing.Wire.Python;

/// <summary>Runs a program against a host. Calls may wait; everything else is immediate.</summary>
internal sealed partial class PythonInterpreter(IPythonHost host)
{
    private readonly Dictionary<string, object?> _variables = new(StringComparer.Ordinal);

    /// <summary>Runs a program and gives the value of its last expression statement.</summary>
    public async Task<object?> RunAsync(string source) => await RunAsync(PythonParser.ParseProgram(source));

    private async Task<object?> RunAsync(IReadOnlyList<PythonStatement> statements)
    {
        object? last = null;
        foreach (PythonStatement statement in statements)
        {
            if (await RunAsync(statement) is { } result)
                last = result.Value;
        }

        return last;
    }

    /// <summary>A value is only given by an expression statement.</summary>
    private async Task<Result?> RunAsync(PythonStatement statement)
    {
        switch (statement)
        {
            case ExpressionStatement expression:
                return new Result(await EvaluateAsync(expression.Value));
            case AssignmentStatement assignment:
                object? value = await EvaluateAsync(assignment.Value);
                foreach (PythonExpression target in assignment.Targets)
                    await AssignAsync(target, value);
                return null;
            case ImportStatement import:
                foreach ((string path, string name) in import.Names)
                    _variables[name] = PythonModules.Find(path, host) ?? host.Import(path);
                return null;
            case WithStatement with:
                return await RunWithAsync(with);
            case ForStatement loop:
                foreach (object? item in await ListAsync(await EvaluateAsync(loop.Source)))
                {
                    await AssignAsync(loop.Target, item);
                    await RunAsync(loop.Body);
                }

                return null;
            case WhileStatement loop:
                while (IsTrue(await EvaluateAsync(loop.Condition)))
                    await RunAsync(loop.Body);
                return null;
            case IfStatement choice:
                return new Result(await RunAsync(IsTrue(await EvaluateAsync(choice.Condition)) ? choice.Body : choice.Otherwise)
                    );
            case TryStatement attempt:
                return await RunTryAsync(attempt);
            case AssertStatement assertion when !IsTrue(await EvaluateAsync(assertion.Condition)):
                throw new PythonException("AssertionError", assertion.Condition.ToString());
            default:
                return null;
        }
    }

    private async Task<Result?> RunWithAsync(WithStatement with)
    {
        List<IDisposable> opened = [];
        try
        {
            foreach ((PythonExpression expression, PythonExpression? target) in with.Items)
            {
                object? value = await EvaluateAsync(expression);
                if (value is IDisposable disposable)
                    opened.Add(disposable);
                if (target is not null)
                    await AssignAsync(target, value);
            }

            return new Result(await RunAsync(with.Body));
        }
        finally
        {
            opened.ForEach(o => o.Dispose());
        }
    }

    private async Task<Result?> RunTryAsync(TryStatement attempt)
    {
        try
        {
            return new Result(await RunAsync(attempt.Body));
        }
        catch (Exception exception) when (exception is not WireUnmappedException && Handler(attempt, exception) is { } handler)
        {
            if (handler.Name is not null)
                _variables[handler.Name] = exception;
            return new Result(await RunAsync(handler.Body));
        }
        finally
        {
            await RunAsync(attempt.Finally);
        }
    }

    private (string? Name, IReadOnlyList<PythonStatement> Body)? Handler(TryStatement attempt, Exception exception)
    {
        List<string> names = [.. ClassNames(exception), "Exception", "BaseException"];
        foreach ((PythonExpression? type, string? name, IReadOnlyList<PythonStatement> body) in attempt.Handlers)
        {
            IEnumerable<PythonExpression> caught = type is TupleExpression several ? several.Items : type is null ? [] : [type];
            if (type is null || caught.Any(t => names.Contains(t is AttributeExpression a ? a.Name : t is NameExpression n ? n.Name : "")))
                return (name, body);
        }

        return null;
    }

    private IEnumerable<string> ClassNames(Exception exception) =>
        exception is PythonException raised ? [raised.ClassName] : host.ClassNames(exception);

    private async Task AssignAsync(PythonExpression target, object? value)
    {
        switch (target)
        {
            case NameExpression name:
                _variables[name.Name] = value;
                break;
            case AttributeExpression attribute:
                host.SetAttribute(await EvaluateAsync(attribute.Target), attribute.Name, value);
                break;
            case IndexExpression index:
                object? container = await EvaluateAsync(index.Target);
                object? key = await EvaluateAsync(index.Index);
                if (container is Dictionary<object, object?> dictionary)
                    dictionary[key!] = value;
                else
                    ((List<object?>)container!)[Convert.ToInt32(key, System.Globalization.CultureInfo.InvariantCulture)] = value;
                break;
            case TupleExpression or ListExpression:
                IReadOnlyList<PythonExpression> targets = target is TupleExpression tuple ? tuple.Items : ((ListExpression)target).Items;
                List<object?> items = await ListAsync(value);
                for (int i = 0; i < targets.Count; i++)
                    await AssignAsync(targets[i], items[i]);
                break;
            default:
                throw new FormatException($"Cannot assign to {target}.");
        }
    }

    private async Task<object?> EvaluateAsync(PythonExpression expression)
    {
        switch (expression)
        {
            case LiteralExpression literal:
                return literal.Value;
            case NameExpression name:
                return _variables.TryGetValue(name.Name, out object? value)
                    ? value
                    : PythonBuiltins.Find(name.Name, this, host) ?? host.Resolve(name.Name);
            case AttributeExpression attribute:
                return await AttributeAsync(await EvaluateAsync(attribute.Target), attribute.Name);
            case CallExpression call:
                return await CallAsync(call);
            case IndexExpression index:
                return await IndexAsync(index);
            case ListExpression list:
                return await ItemsAsync(list.Items);
            case TupleExpression tuple:
                return new PythonTuple(await ItemsAsync(tuple.Items));
            case SetExpression set:
                return new PythonSet(await ItemsAsync(set.Items));
            case DictionaryExpression dictionary:
                return await DictionaryAsync(dictionary);
            case ComprehensionExpression comprehension:
                return await ComprehendAsync(comprehension);
            case UnaryExpression unary:
                return Operators.Unary(unary.Operator, await EvaluateAsync(unary.Operand));
            case BinaryExpression { Operator: "and" or "or" } either:
                object? first = await EvaluateAsync(either.Left);
                return IsTrue(first) == (either.Operator == "or") ? first : await EvaluateAsync(either.Right);
            case BinaryExpression binary:
                return Operators.Binary(
                    binary.Operator,
                    await EvaluateAsync(binary.Left),
                    await EvaluateAsync(binary.Right));
            case ComparisonExpression comparison:
                return await CompareAsync(comparison);
            case ConditionalExpression choice:
                return await EvaluateAsync(IsTrue(await EvaluateAsync(choice.Condition)) ? choice.WhenTrue : choice.WhenFalse)
                    ;
            case LambdaExpression lambda:
                return (PythonCallable)(arguments => InvokeAsync(lambda, arguments));
            case FormattedExpression formatted:
                return await FormatAsync(formatted);
            default:
                throw new FormatException($"{expression.GetType().Name} is not understood here.");
        }
    }

    private async Task<object?> InvokeAsync(LambdaExpression lambda, PythonArguments arguments)
    {
        for (int i = 0; i < lambda.Parameters.Count; i++)
            _variables[lambda.Parameters[i]] = arguments[i];
        return await EvaluateAsync(lambda.Body);
    }

    private async Task<object?> AttributeAsync(object? target, string name) =>
        PythonMethods.Find(target, name, this)
        ?? (target, name) switch
        {
            (PythonNamespace space, "__name__") => space.Name,
            (WireType type, "__name__") => type.Name,
            (PythonNamespace space, _) => space.Find(name),
            _ => null,
        }
        ?? await AwaitAsync(host.GetAttribute(target, name));

    private async Task<object?> CallAsync(CallExpression call)
    {
        object? function = await EvaluateAsync(call.Function);
        List<object?> positional = [];
        Dictionary<string, object?> keywords = new(StringComparer.Ordinal);
        foreach (PythonArgument argument in call.Arguments)
        {
            object? value = await EvaluateAsync(argument.Value);
            if (argument.Stars == 1)
                positional.AddRange(await ListAsync(value));
            else if (argument.Stars == 2)
            {
                foreach ((object key, object? item) in (Dictionary<object, object?>)value!)
                    keywords[(string)key] = item;
            }
            else if (argument.Name is not null)
                keywords[argument.Name] = value;
            else
                positional.Add(value);
        }

        return await InvokeAsync(function, new(positional, keywords));
    }

    /// <summary>Calls a value of the program.</summary>
    public async Task<object?> InvokeAsync(object? function, PythonArguments arguments)
    {
        PythonCallable callable = function as PythonCallable
            ?? (function as PythonNamespace)?.Call
            ?? host.GetAttribute(function, "__call__") as PythonCallable
            ?? throw new PythonException("TypeError", $"{Operators.Represent(function)} is not callable");
        return await AwaitAsync(callable(arguments));
    }

    /// <summary>All items of a value that can be iterated, read to its end.</summary>
    public async Task<List<object?>> ListAsync(object? value)
    {
        switch (value)
        {
            case string text:
                return [.. text.Select(c => (object?)c.ToString())];
            case Dictionary<object, object?> dictionary:
                return [.. dictionary.Keys];
            case IAsyncEnumerable<object?> pages:
                List<object?> items = [];
                await foreach (object? item in pages)
                    items.Add(host.Wrap(item));
                return items;
            case System.Collections.IEnumerable sequence:
                return [.. sequence.Cast<object?>().Select(host.Wrap)];
            default:
                return host.GetAttribute(value, "__iter__") is PythonCallable iterate
                    ? await ListAsync(await AwaitAsync(iterate(new([], new Dictionary<string, object?>()))))
                    : throw new PythonException("TypeError", $"{Operators.Represent(value)} is not iterable");
        }
    }

    public static bool IsTrue(object? value) => value switch
    {
        null => false,
        bool flag => flag,
        string text => text.Length > 0,
        long number => number != 0,
        double number => number != 0,
        System.Collections.ICollection collection => collection.Count > 0,
        _ => true,
    };

    private async Task<object?> AwaitAsync(object? value) => host.Wrap(await WireAwaiter.AwaitAsync(value));

    private async Task<string> FormatAsync(FormattedExpression formatted)
    {
        StringBuilder text = new();
        foreach ((string? plain, PythonExpression? value, string? format) in formatted.Parts)
            text.Append(value is null ? plain : Operators.Format(await EvaluateAsync(value), format));
        return text.ToString();
    }

    private sealed record Result(object? Value);
}
