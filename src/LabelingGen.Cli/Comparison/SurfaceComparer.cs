using LabelingGen.Generator.Planning.Operations;

namespace LabelingGen.Cli;

/// <summary>
/// Compares the clients of two documents as their users meet them. A change is breaking where code that compiled and worked may no longer
/// do so:
/// a member is gone, a type is another one, a call needs more than before, an answer may hold less than before.
/// </summary>
internal sealed class SurfaceComparer
{
    private readonly ClientSurface _old;
    private readonly ClientSurface _new;
    private readonly List<SurfaceChange> _changes = [];

    private SurfaceComparer(ClientSurface old, ClientSurface @new)
    {
        _old = old;
        _new = @new;
    }

    /// <summary>All changes: breaking ones first, then in the order of the documents.</summary>
    public static IReadOnlyList<SurfaceChange> Compare(ClientSurface old, ClientSurface @new)
    {
        SurfaceComparer comparer = new(old, @new);
        comparer.Run();
        return [.. comparer._changes.OrderByDescending(change => change.IsBreaking)];
    }

    private void Run()
    {
        CompareRoot();
        List<(SurfaceMethod Old, SurfaceMethod New)> pairs = PairMethods();
        TypePairs types = new(_old, _new);
        foreach ((SurfaceMethod before, SurfaceMethod after) in pairs)
            types.Add(before, after);
        TypeNames names = new(types.Renamed);
        foreach ((SurfaceMethod before, SurfaceMethod after) in pairs)
            _changes.AddRange(new MethodComparer(_old, _new, before, after, names).Compare());
        _changes.AddRange(new TypeComparer(_old, _new, types.Renamed, names).Compare());
    }

    private void CompareRoot()
    {
        SpecPlace oldPlace = _old.PlaceOfDocument();
        SpecPlace newPlace = _new.PlaceOfDocument();
        void Add(ChangeKind kind, string name, string detail, bool breaking) =>
            _changes.Add(new SurfaceChange(kind, ChangeSubject.Client, name, detail, breaking) { Old = oldPlace, New = newPlace });

        string[] oldSchemes = [.. _old.Root.Security.Schemes.Select(scheme => scheme.Id)];
        string[] newSchemes = [.. _new.Root.Security.Schemes.Select(scheme => scheme.Id)];
        foreach (string scheme in oldSchemes.Except(newSchemes))
            Add(ChangeKind.Removed, _new.Root.Name, $"the credential '{scheme}' is not taken any more", breaking: true);
        foreach (string scheme in newSchemes.Except(oldSchemes))
            Add(ChangeKind.Added, _new.Root.Name, $"the credential '{scheme}' is taken", breaking: false);
        string? oldAddress = ServerPlanner.Plan(_old.Model).Url;
        string? newAddress = ServerPlanner.Plan(_new.Model).Url;
        if (oldAddress != newAddress)
        {
            Add(
                ChangeKind.Changed, _new.Root.Name, $"the default address is {newAddress ?? "gone"}, was {oldAddress ?? "none"}",
                breaking: newAddress is null);
        }

        foreach (string name in _old.Exceptions.Except(_new.Exceptions))
            Add(ChangeKind.Removed, name, "the exception is gone", breaking: true);
        foreach (string name in _new.Exceptions.Except(_old.Exceptions))
            Add(ChangeKind.Added, name, "a new exception class", breaking: false);
    }

    /// <summary>The methods of both clients that make the same call; what is left over is gone or new.</summary>
    private List<(SurfaceMethod Old, SurfaceMethod New)> PairMethods()
    {
        List<SurfaceMethod> gone = [];
        List<SurfaceMethod> left = [.. _new.Methods];
        List<(SurfaceMethod, SurfaceMethod)> pairs = [];
        foreach (SurfaceMethod method in _old.Methods)
        {
            SurfaceMethod? same = left.FirstOrDefault(other => other.Route == method.Route && other.Plan.Name == method.Plan.Name
                && other.Plan.Body?.Kind == method.Plan.Body?.Kind) ?? left.FirstOrDefault(other => other.Route == method.Route);
            if (same is null)
            {
                gone.Add(method);
                continue;
            }

            left.Remove(same);
            pairs.Add((method, same));
        }

        foreach (SurfaceMethod method in gone)
        {
            // The call moved to another address; for the user it is the same operation.
            if (method.Operation.OperationId is { } id && left.FirstOrDefault(other => other.Operation.OperationId == id) is { } moved)
            {
                left.Remove(moved);
                pairs.Add((method, moved));
                continue;
            }

            SurfaceMethod? hidden = _new.InternalMethods.FirstOrDefault(other => other.Route == method.Route);
            string detail = hidden is null ? Call(method, _new) : $"{Call(method, _new)} is internal now: only partial classes see it";
            _changes.Add(new SurfaceChange(ChangeKind.Removed, ChangeSubject.Operation, method.Name, detail, IsBreaking: true)
            {
                Old = _old.PlaceOf(method),
                New = hidden is null ? null : _new.PlaceOf(hidden),
            });
        }

        foreach (SurfaceMethod method in left)
        {
            SurfaceMethod? hidden = _old.InternalMethods.FirstOrDefault(other => other.Route == method.Route);
            string detail = hidden is null ? Call(method, _old) : $"{Call(method, _old)} was internal";
            _changes.Add(new SurfaceChange(ChangeKind.Added, ChangeSubject.Operation, method.Name, detail, IsBreaking: false)
            {
                Old = hidden is null ? null : _old.PlaceOf(hidden),
                New = _new.PlaceOf(method),
            });
        }

        CompareInternalMethods();
        return pairs;
    }

    /// <summary>Users never see internal methods, but the hand-written code of the client's project calls them.</summary>
    private void CompareInternalMethods()
    {
        HashSet<string> before = [.. _old.Methods.Concat(_old.InternalMethods).Select(method => method.Route)];
        HashSet<string> after = [.. _new.Methods.Concat(_new.InternalMethods).Select(method => method.Route)];
        foreach (SurfaceMethod method in _old.InternalMethods.Where(method => !after.Contains(method.Route)))
        {
            _changes.Add(new SurfaceChange(
                ChangeKind.Removed, ChangeSubject.Operation, method.Name, $"{Call(method, _new)}, which only partial classes saw",
                IsBreaking: false)
            {
                Old = _old.PlaceOf(method),
            });
        }

        foreach (SurfaceMethod method in _new.InternalMethods.Where(method => !before.Contains(method.Route)))
        {
            _changes.Add(new SurfaceChange(
                ChangeKind.Added, ChangeSubject.Operation, method.Name, $"{Call(method, _old)}, which only partial classes see",
                IsBreaking: false)
            {
                New = _new.PlaceOf(method),
            });
        }
    }

    /// <param name="other">The client that has not this method; it may have another one that makes the call.</param>
    private static string Call(SurfaceMethod method, ClientSurface other)
    {
        string call = $"{method.Operation.Method} {method.Operation.Path}";
        string body = method.Plan.Body switch
        {
            { Type: { } type } => $" with {TypeNames.Text(type)}",
            { } form => $" as {form.MediaType}",
            null => "",
        };
        return other.Methods.Any(known => known.Route == method.Route) ? $"another way to call {call}{body}" : call + body;
    }
}
