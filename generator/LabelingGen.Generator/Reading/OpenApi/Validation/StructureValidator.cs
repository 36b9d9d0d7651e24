using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Validation;

/// <summary>
/// Tells where a document departs from OpenAPI's own structure: entries that do not exist, that are missing, or that are of another kind. The readers
/// go on regardless; this is for the author's eyes.
/// </summary>
internal sealed class StructureValidator(ReaderContext context)
{
    private readonly IReadOnlyDictionary<string, ObjectRule> _rules = StructureTable.For(context.Version);
    private readonly HashSet<(SpecNode, string)> _seen = new();

    public void Validate() => Visit(context.Root, "OpenApi");

    private void Visit(SpecCursor at, string type)
    {
        if (at.Node is not SpecMapping mapping)
        {
            VisitOther(at, type);
            return;
        }

        if (!_seen.Add((mapping, type)) || (ReferenceResolver.ReferenceOf(at) is not null && type is not ("OpenApi" or "Schema" or "PathItem")))
            return;
        context.CancellationToken.ThrowIfCancellationRequested();
        ObjectRule rule = _rules[type];
        // Schemas have many entries and few rules; everything else is the other way round.
        if (rule.Open)
        {
            foreach (KeyValuePair<string, FieldRule> field in rule.Fields)
            {
                if (at.Value(field.Key) is { } value)
                    VisitField(value, field.Value);
            }
        }
        else
        {
            foreach (SpecCursor entry in at.Entries())
                VisitEntry(entry, rule);
        }

        foreach (KeyValuePair<string, FieldRule> field in rule.Fields)
        {
            if (field.Value.Required && at.Child(field.Key) is null && !(field.Key is "openapi" or "swagger"))
                context.Report(Rules.MissingEntry, at, field.Key, type);
        }

        StructureRules.Check(context, at, type);
    }

    private void VisitEntry(SpecCursor entry, ObjectRule rule)
    {
        string key = entry.Segment;
        if (rule.Fields.TryGetValue(key, out FieldRule? field))
        {
            if (!entry.IsNull)
                VisitField(entry, field);
        }
        else if (key.StartsWith("x-", StringComparison.OrdinalIgnoreCase) || key == "$ref")
        {
            return;
        }
        else if (rule.Values is { } values)
        {
            if (!entry.IsNull)
                Visit(entry, values);
        }
        else
        {
            context.Report(Rules.StrayEntry, entry, key, rule.Name);
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
                foreach (SpecCursor value in at.Entries().Where(v => !v.Segment.StartsWith("x-", StringComparison.Ordinal) || field.Type is "Header" or "Schema"))
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
