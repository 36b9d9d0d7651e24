using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Semantics;

/// <summary><c>x-idempotency</c>: <c>safe</c>, <c>never</c>, <c>{ header: … }</c> or <c>{ body: … }</c>.</summary>
internal static class IdempotencyReader
{
    public static IdempotencyRule? Read(ReaderContext context, SpecCursor operation)
    {
        if (operation.Value("x-idempotency") is not { } at)
            return null;
        switch (at.Scalar?.Text)
        {
            case "safe":
                return new IdempotencyRule(IdempotencyKind.Safe, null);
            case "never":
                return new IdempotencyRule(IdempotencyKind.Never, null);
        }

        if (at.Text("header") is { Length: > 0 } header)
            return new IdempotencyRule(IdempotencyKind.Header, header);
        if (at.Text("body") is { Length: > 0 } body)
            return new IdempotencyRule(IdempotencyKind.BodyProperty, body);
        context.Report(Rules.ExtensionValue, at, "x-idempotency", at.Scalar?.Text ?? at.Entries().FirstOrDefault()?.Segment ?? "");
        return null;
    }
}
