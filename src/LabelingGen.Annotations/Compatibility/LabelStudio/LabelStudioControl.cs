namespace LabelingGen.Annotations.Compatibility;

/// <summary>A control tag of a labeling configuration: what annotators answer with.</summary>
/// <param name="Name">The name that results refer to.</param>
/// <param name="Type">The tag, for instance <c>RectangleLabels</c>.</param>
/// <param name="ToNames">Names of the object tags it belongs to.</param>
public sealed record LabelStudioControl(string Name, string Type, ValueList<string> ToNames)
{
    /// <summary>The object tags that exist, with the data key each shows.</summary>
    public ValueList<LabelStudioInput> Inputs { get; init; }

    /// <summary>The labels by what results carry (the alias if there is one), with all attributes of their tags.</summary>
    public ValueMap<ValueMap<string>> Labels { get; init; } = ValueMap<ValueMap<string>>.Empty;

    /// <summary>What decides whether a tag for single regions is shown: <c>tag</c>, <c>label</c> or <c>choice</c>, and its name.</summary>
    public (string Type, string Name)? Condition { get; init; }

    /// <summary>Flags of repeaters in the names, for instance <c>{{idx}}</c>, in the place of which results have a number.</summary>
    internal ValueList<string> Variables { get; init; }

    /// <summary>Whether a result's <c>from_name</c> is this tag's with something in the place of each flag.</summary>
    internal bool Repeats(string fromName)
    {
        if (Variables.IsEmpty)
            return false;
        int at = 0;
        string[] pieces = Name.Split([.. Variables], StringSplitOptions.None);
        for (int i = 0; i < pieces.Length; i++)
        {
            int found = fromName.IndexOf(pieces[i], at, StringComparison.Ordinal);
            if (found < 0 || i == 0 && found > 0)
                return false;
            at = found + pieces[i].Length;
        }

        return true;
    }
}

/// <summary>An object tag: what annotators see.</summary>
/// <param name="Type">The tag, for instance <c>Image</c>.</param>
/// <param name="DataKey">The key of the task's data, without the dollar sign.</param>
public readonly record struct LabelStudioInput(string Type, string DataKey);
