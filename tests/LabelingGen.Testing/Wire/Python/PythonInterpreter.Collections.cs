using System.Globalization;

namespace LabelingGen.Testing.Wire.Python;

internal sealed partial class PythonInterpreter
{
    private async Task<List<object?>> ItemsAsync(IReadOnlyList<PythonExpression> expressions)
    {
        List<object?> items = [];
        foreach (PythonExpression expression in expressions)
        {
            if (expression is StarredExpression starred)
                items.AddRange(await ListAsync(await EvaluateAsync(starred.Value)));
            else
                items.Add(await EvaluateAsync(expression));
        }

        return items;
    }

    private async Task<Dictionary<object, object?>> DictionaryAsync(DictionaryExpression expression)
    {
        Dictionary<object, object?> result = [];
        foreach ((PythonExpression? key, PythonExpression value) in expression.Pairs)
        {
            object? item = await EvaluateAsync(value);
            if (key is not null)
                result[(await EvaluateAsync(key))!] = item;
            else
            {
                foreach ((object spreadKey, object? spread) in (Dictionary<object, object?>)item!)
                    result[spreadKey] = spread;
            }
        }

        return result;
    }

    private async Task<object?> ComprehendAsync(ComprehensionExpression comprehension)
    {
        Dictionary<object, object?> dictionary = [];
        List<object?> list = [];
        await ComprehendAsync(comprehension, 0, async () =>
        {
            object? value = await EvaluateAsync(comprehension.Value);
            if (comprehension.Key is null)
                list.Add(value);
            else
                dictionary[(await EvaluateAsync(comprehension.Key))!] = value;
        });
        return comprehension.Kind switch
        {
            ComprehensionKind.Dictionary => dictionary,
            ComprehensionKind.Set => new PythonSet(list),
            _ => list,
        };
    }

    private async Task ComprehendAsync(ComprehensionExpression comprehension, int level, Func<Task> add)
    {
        if (level == comprehension.Clauses.Count)
        {
            await add();
            return;
        }

        ComprehensionClause clause = comprehension.Clauses[level];
        foreach (object? item in await ListAsync(await EvaluateAsync(clause.Source)))
        {
            await AssignAsync(clause.Target, item);
            bool keep = true;
            foreach (PythonExpression condition in clause.Conditions)
                keep = keep && IsTrue(await EvaluateAsync(condition));
            if (keep)
                await ComprehendAsync(comprehension, level + 1, add);
        }
    }

    private async Task<object?> IndexAsync(IndexExpression expression)
    {
        object? target = await EvaluateAsync(expression.Target);
        if (expression.Index is SliceExpression slice)
        {
            int? start = await BoundAsync(slice.Start);
            int? stop = await BoundAsync(slice.Stop);
            List<object?> all = await ListAsync(target);
            int from = Clamp(start ?? 0, all.Count);
            int to = Math.Max(from, Clamp(stop ?? all.Count, all.Count));
            List<object?> part = all[from..to];
            return target is string ? string.Concat(part) : part;
        }

        object? index = await EvaluateAsync(expression.Index);
        if (target is Dictionary<object, object?> dictionary)
            return dictionary.TryGetValue(index!, out object? found)
                ? found
                : throw new PythonException("KeyError", Operators.Represent(index));
        if (index is long && target is string or System.Collections.IEnumerable or IAsyncEnumerable<object?>)
        {
            List<object?> items = await ListAsync(target);
            int position = Convert.ToInt32(index, CultureInfo.InvariantCulture);
            position = position < 0 ? position + items.Count : position;
            return position >= 0 && position < items.Count
                ? items[position]
                : throw new PythonException("IndexError", "index out of range");
        }

        return host.GetAttribute(target, "__getitem__") is PythonCallable get
            ? await AwaitAsync(get(new([index], new Dictionary<string, object?>())))
            : throw new PythonException("TypeError", $"{Operators.Represent(target)} has no items");
    }

    private async Task<int?> BoundAsync(PythonExpression? bound) =>
        bound is null ? null : Convert.ToInt32(await EvaluateAsync(bound), CultureInfo.InvariantCulture);

    private static int Clamp(int bound, int count) => Math.Clamp(bound < 0 ? bound + count : bound, 0, count);

    private async Task<object?> CompareAsync(ComparisonExpression comparison)
    {
        object? left = await EvaluateAsync(comparison.First);
        foreach ((string op, PythonExpression operand) in comparison.Rest)
        {
            object? right = await EvaluateAsync(operand);
            bool holds = op switch
            {
                "in" or "not in" => (right is string text
                    ? text.Contains((string)left!, StringComparison.Ordinal)
                    : (await ListAsync(right)).Any(i => Operators.AreEqual(i, left))) == (op == "in"),
                _ => Operators.Compare(op, left, right),
            };
            if (!holds)
                return false;
            left = right;
        }

        return true;
    }
}
