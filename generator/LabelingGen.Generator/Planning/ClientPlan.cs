using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Planning;

/// <summary>
/// Everything about a client that is C#: names, types, shapes of methods. Equal by value, one <see cref="UnitPlan"/> per file.
/// </summary>
internal sealed record ClientPlan(string Namespace, EquatableArray<UnitPlan> Units, EquatableArray<PlanDiagnostic> Diagnostics);

/// <summary>One file to emit. It holds all its text depends on, so that an edit elsewhere does not emit it again.</summary>
/// <param name="Namespace">The namespace of the file.</param>
/// <param name="Name">Name of the type in it.</param>
internal abstract record UnitPlan(string Namespace, string Name)
{
    /// <summary>Name of the file, unique in the client also where case is not told apart.</summary>
    public string HintName { get; init; } = Name + ".g.cs";
}

/// <summary>A finding of planning; it knows the spec's pointer, and the position is looked up where it is reported.</summary>
internal sealed record PlanDiagnostic(string Id, string Pointer, EquatableArray<string> Arguments);
