using LabelingGen.Generator.Planning.Operations;
using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Cli;

/// <summary>Compares two methods that make the same call.</summary>
internal sealed class MethodComparer(ClientSurface old, ClientSurface @new, SurfaceMethod before, SurfaceMethod after, TypeNames names)
{
    private readonly List<SurfaceChange> _changes = [];

    public IReadOnlyList<SurfaceChange> Compare()
    {
        if (before.Name != after.Name)
            Add(ChangeKind.Renamed, ChangeSubject.Operation, $"is {after.Name} now", breaking: true, name: before.Name);
        if (before.Route != after.Route)
        {
            Add(
                ChangeKind.Changed, ChangeSubject.Operation,
                $"calls {after.Operation.Method} {after.Operation.Path}, was {before.Operation.Method} {before.Operation.Path}",
                breaking: false);
        }

        if (after.Plan.Deprecated && !before.Plan.Deprecated)
            Add(ChangeKind.Deprecated, ChangeSubject.Operation, "is deprecated now", breaking: false);
        CompareValues();
        CompareOrder();
        CompareBody();
        CompareResult();
        return _changes;
    }

    private void CompareValues()
    {
        foreach (ValuePlan value in before.Values)
        {
            ValuePlan? same = after.Values.FirstOrDefault(other => other.WireName == value.WireName && other.Target == value.Target)
                ?? PathPartner(value);
            if (same is null)
                AddValue(ChangeKind.Removed, value, null, "is not taken any more", breaking: true);
            else
                new ValueComparer(names, value, same, IsArgument(before, value), IsArgument(after, same)).Compare(
                    (kind, detail, breaking) =>
                    AddValue(kind, value, same, detail, breaking));
        }

        foreach (ValuePlan value in after.Values.Where(value => !before.Values.Any(other =>
            (other.WireName == value.WireName && other.Target == value.Target) || PathPartner(other) == value)))
        {
            AddValue(
                ChangeKind.Added, null, value,
                value.Required ? $"{TypeNames.Text(value.Type)}, required" : $"{TypeNames.Text(value.Type)}, optional",
                breaking: value.Required);
        }

        if (before.Plan.Options is { } was && after.Plan.Options is { } now && was.ClassName != now.ClassName)
            Add(ChangeKind.Renamed, ChangeSubject.Type, $"is {now.ClassName} now", breaking: true, name: was.ClassName);
    }

    /// <summary>Names in a path are free: what stands at the same place of it is the same value.</summary>
    private ValuePlan? PathPartner(ValuePlan value)
    {
        if (value.Target != ValueTarget.Path || before.Route != after.Route)
            return null;
        int index = before.Values.Where(other => other.Target == ValueTarget.Path).TakeWhile(other => other != value).Count();
        ValuePlan? partner = after.Values.Where(other => other.Target == ValueTarget.Path).ElementAtOrDefault(index);
        return partner is not null && before.Values.Any(other => other.Target == ValueTarget.Path && other.WireName == partner.WireName)
            ? null
            : partner;
    }

    private void CompareOrder()
    {
        string[] oldOrder = [.. before.Plan.Arguments.Select(value => value.WireName)];
        string[] newOrder = [.. after.Plan.Arguments.Select(value => value.WireName)];
        string[] common = [.. oldOrder.Intersect(newOrder)];
        if (!common.SequenceEqual(newOrder.Intersect(oldOrder)))
        {
            Add(
                ChangeKind.Changed, ChangeSubject.Operation,
                $"takes its arguments in another order: {string.Join(", ", after.Plan.Arguments.Select(value => value.Argument))}",
                breaking: true);
        }
    }

    private void CompareBody()
    {
        switch (before.Plan.Body, after.Plan.Body)
        {
            case ({ Type: { } oldType } oldBody, { Type: { } newType } newBody):
                if (names.Compare(oldType, newType) is { } kind)
                    Add(kind, ChangeSubject.Body, $"takes {TypeNames.Text(newType)}, was {TypeNames.Text(oldType)}", breaking: true);
                else if (newBody.Required && !oldBody.Required)
                    Add(ChangeKind.Narrowed, ChangeSubject.Body, "the body is required now", breaking: true);
                else if (!newBody.Required && oldBody.Required)
                    Add(ChangeKind.Widened, ChangeSubject.Body, "the body may be left out now", breaking: false);
                break;
            case ({ Type: { } oldType }, _):
                Add(ChangeKind.Removed, ChangeSubject.Body, $"takes no {TypeNames.Text(oldType)} any more", breaking: true);
                break;
            case (_, { Type: { } newType } newBody):
                Add(ChangeKind.Added, ChangeSubject.Body, $"takes a {TypeNames.Text(newType)}", breaking: newBody.Required);
                break;
        }
    }

    private void CompareResult()
    {
        (string oldShape, TypeUse? oldType) = Result(before.Plan);
        (string newShape, TypeUse? newType) = Result(after.Plan);
        ChangeKind? kind = oldShape != newShape ? ChangeKind.Changed
            : oldType is null || newType is null ? null : names.Compare(oldType, newType);
        if (kind is { } found)
        {
            // Who awaited nothing in particular is not disturbed by an answer.
            bool wasNothing = oldShape == "nothing" && newShape == "value";
            Add(
                wasNothing ? ChangeKind.Widened : found, ChangeSubject.Result,
                $"returns {Text(newShape, newType)}, was {Text(oldShape, oldType)}", breaking: !wasNothing);
        }
        else if (oldType is { Nullable: false } && newType is { Nullable: true })
        {
            Add(ChangeKind.Widened, ChangeSubject.Result, $"may return null now", breaking: true);
        }
    }

    private static (string Shape, TypeUse? Type) Result(MethodPlan method)
    {
        if (method.Paging is { } paging)
            return ("pages", paging.Item);
        if (method.Job is { } job)
            return ("job", new TypeUse(TypeKind.Model, job.ClassName, "", "") { PlanName = job.ClassName });
        return method.Result.Kind switch
        {
            ResultKind.Json => ("value", method.Result.Type),
            ResultKind.OptionalJson => ("value", method.Result.Type?.OrNull()),
            ResultKind.Ndjson or ResultKind.Events => ("stream", method.Result.Type),
            ResultKind.Text => ("text", null),
            ResultKind.Stream => ("bytes", null),
            _ => ("nothing", null),
        };
    }

    private static string Text(string shape, TypeUse? type) => type is null ? shape : shape switch
    {
        "pages" => $"pages of {TypeNames.Text(type)}",
        "stream" => $"a stream of {TypeNames.Text(type)}",
        _ => TypeNames.Text(type),
    };

    private static bool IsArgument(SurfaceMethod method, ValuePlan value) =>
        method.Plan.Options is null || method.Plan.Arguments.Contains(value);

    private void AddValue(ChangeKind kind, ValuePlan? oldValue, ValuePlan? newValue, string detail, bool breaking)
    {
        string parameter = (oldValue ?? newValue)!.WireName;
        _changes.Add(new SurfaceChange(kind, ChangeSubject.Parameter, $"{after.Name}({parameter})", detail, breaking)
        {
            Old = oldValue is null ? null : old.PlaceOf(before, oldValue.WireName),
            New = newValue is null ? null : @new.PlaceOf(after, newValue.WireName),
        });
    }

    private void Add(ChangeKind kind, ChangeSubject subject, string detail, bool breaking, string? name = null) =>
        _changes.Add(new SurfaceChange(kind, subject, name ?? after.Name, detail, breaking)
        {
            Old = old.PlaceOf(before),
            New = @new.PlaceOf(after),
        });
}
