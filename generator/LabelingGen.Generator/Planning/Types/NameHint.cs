using LabelingGen.Generator.Planning.Naming;

namespace LabelingGen.Generator.Planning.Types;

/// <summary>
/// Names a type without a name of its own could have, best first, because of the place it stands at: property <c>params</c> of
/// <c>ScaleTask</c> gives <c>ScaleTaskParams</c>.
/// </summary>
internal sealed class NameHint
{
    private NameHint(IReadOnlyList<string> candidates) => Candidates = candidates;

    /// <summary>C# names in Pascal case.</summary>
    public IReadOnlyList<string> Candidates { get; }

    public static NameHint Of(params string[] candidates) => new(candidates);

    /// <summary>A part of the type at this place, under the spec's name for it.</summary>
    public NameHint Member(string specName)
    {
        string name = Identifier.Pascal(specName);
        return new NameHint(Candidates.Select(candidate => Join(candidate, name)).ToList());
    }

    /// <summary>One of several at this place: the singular where the name is a plural, otherwise with "Item".</summary>
    public NameHint Item() => new(Candidates.Select(Singular.Of).OfType<string>().Concat(Candidates.Select(candidate => candidate + "Item")).ToList());

    /// <summary>Something at this place: <c>Item</c>, <c>Value</c>, <c>Variant</c>.</summary>
    public NameHint With(string suffix) => new(Candidates.Select(candidate => candidate + suffix).ToList());

    // "TaskStatus" of a "Task" is not called "TaskTaskStatus".
    private static string Join(string parent, string name) =>
        name.Length > parent.Length && name.StartsWith(parent, StringComparison.Ordinal) && char.IsUpper(name[parent.Length]) ? name : parent + name;
}
