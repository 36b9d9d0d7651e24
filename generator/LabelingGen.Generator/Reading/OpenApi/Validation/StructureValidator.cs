using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Validation;

/// <summary>
/// Tells where a document departs from OpenAPI's own structure: entries that do not exist, that are missing, or that are of another kind.
/// The readers
/// go on regardless; this is for the author's eyes.
/// </summary>
internal sealed class StructureValidator(ReaderContext context)
{
    private readonly IReadOnlyDictionary<string, ObjectRule> _rules = StructureTable.For(context.Version);
    private readonly HashSet<(SpecNode, string)> _seen = new();
    private int _passedBy;

    public void Validate() => Visit(context.Root, "OpenApi");

    private void Visit(SpecCursor at, string type)
    {
        if (at.Node is not SpecMapping mapping)
        {
            VisitOther(at, type);
            return;
        }

        if (ReferenceResolver.ReferenceOf(at) is not null && type is not ("OpenApi" or "Schema" or "PathItem"))
            return;
        ObjectRule rule = _rules[type];
        if (ReferenceEquals(mapping.KeptRule, rule))
            return;
        if (at.Document.HasAliases && !_seen.Add((mapping, type)))
        {
            _passedBy++;
            return;
        }

        context.CancellationToken.ThrowIfCancellationRequested();
        (int reports, int passedBy) = (context.Reports, _passedBy);
        foreach (SpecEntry entry in mapping.Entries)
            VisitEntry(at, entry, rule);
        foreach (string required in rule.Required)
        {
            if (mapping.Find(required) is null)
                context.Report(Rules.MissingEntry, at, required, type);
        }

        StructureRules.Check(context, at, type);
        // The rule of a header asks for the owner of its owner; all else follows from what is below.
        if (context.Reports == reports && _passedBy == passedBy && type != "Header" && !rule.Fields.ContainsKey("headers"))
            mapping.KeptRule = rule;
    }

    // Most entries are texts in their place, and a document has a hundred thousand: only those to go into or to report get a cursor.
    private void VisitEntry(SpecCursor owner, SpecEntry entry, ObjectRule rule)
    {
        bool isNull = entry.Value is SpecScalar { IsNull: true };
        if (rule.Fields.TryGetValue(entry.Key, out FieldRule? field))
        {
            if (!isNull && field.Kind != FieldKind.Any && !(field.Kind == FieldKind.Text && entry.Value is SpecScalar))
                VisitField(owner.Child(entry), field);
        }
        else if (rule.Open || entry.Key.StartsWith("x-", StringComparison.OrdinalIgnoreCase) || entry.Key == "$ref")
        {
            return;
        }
        else if (rule.Values is { } values)
        {
            if (!isNull)
                Visit(owner.Child(entry), values);
        }
        else
        {
            context.Report(Rules.StrayEntry, owner.Child(entry), entry.Key, rule.Name);
        }
    }

    private void VisitField(SpecCursor at, FieldRule field)
    {
        switch (field.Kind)
        {
            case FieldKind.Text when at.Scalar is null:
                context.Report(Rules.WrongType, at, at.Segment, "a text");
                break;
            case FieldKind.Boolean when at.AsBoolean() is null:
                context.Report(Rules.WrongType, at, at.Segment, "true or false");
                break;
            case FieldKind.List when at.Sequence is null:
                context.Report(Rules.WrongType, at, at.Segment, "a list");
                break;
            case FieldKind.List when field.Type is not null:
                foreach (SpecCursor item in at.Items())
                    Visit(item, field.Type);
                break;
            case FieldKind.Map when at.Mapping is null:
                context.Report(Rules.WrongType, at, at.Segment, "an object");
                break;
            case FieldKind.Map when field.Type is not null:
                bool anyName = field.Type is "Header" or "Schema";
                foreach (SpecCursor value in at.Entries().Where(v => anyName || !v.Segment.StartsWith("x-", StringComparison.Ordinal)))
                    Visit(value, field.Type);
                break;
            case FieldKind.Object:
                Visit(at, field.Type!);
                break;
        }
    }

    private void VisitOther(SpecCursor at, string type)
    {
        if (type == "Schema")
        {
            bool isBoolean = at.Scalar is { Kind: ScalarKind.Boolean };
            if (!isBoolean)
                context.Report(Rules.NotASchema, at);
        }
        else if (!at.IsNull)
        {
            context.Report(Rules.WrongType, at, at.Segment, "an object");
        }
    }
}
