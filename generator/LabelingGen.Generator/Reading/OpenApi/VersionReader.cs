using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi;

/// <summary>Which OpenAPI a document is written in.</summary>
internal static class VersionReader
{
    public static SpecVersion? Read(SpecDocument document, List<SpecDiagnostic> diagnostics)
    {
        SpecCursor root = SpecCursor.Root(document);
        SpecCursor? at = root.Value("openapi") ?? root.Value("swagger");
        string? text = at?.Scalar?.Text.Trim();
        switch (text)
        {
            case null:
                if (Guess(root) is { } guessed)
                {
                    Report(Rules.MissingVersion, root, guessed == SpecVersion.Swagger2 ? "2.0" : "3.0");
                    return guessed;
                }

                Report(Rules.NotOpenApi, root);
                return null;
            case "2" or "2.0" when at!.Segment == "swagger":
                return SpecVersion.Swagger2;
            default:
                if (Known(text) is { } known)
                    return known;
                if (text.StartsWith("3.", StringComparison.Ordinal))
                {
                    Report(Rules.NewerVersion, at!, text);
                    return SpecVersion.OpenApi32;
                }

                Report(Rules.UnknownVersion, at!, text);
                return null;
        }

        void Report(DiagnosticRule rule, SpecCursor place, params string[] arguments) =>
            diagnostics.Add(new SpecDiagnostic(rule.Id, EquatableArray.Create(arguments), place.File, place.Span, place.Pointer));
    }

    private static SpecVersion? Known(string text) => text switch
    {
        "3" or "3.0" => SpecVersion.OpenApi30,
        "3.1" => SpecVersion.OpenApi31,
        "3.2" => SpecVersion.OpenApi32,
        _ when text.StartsWith("2.0", StringComparison.Ordinal) => SpecVersion.Swagger2,
        _ when text.StartsWith("3.0.", StringComparison.Ordinal) => SpecVersion.OpenApi30,
        _ when text.StartsWith("3.1.", StringComparison.Ordinal) => SpecVersion.OpenApi31,
        _ when text.StartsWith("3.2.", StringComparison.Ordinal) => SpecVersion.OpenApi32,
        _ => null,
    };

    private static SpecVersion? Guess(SpecCursor root)
    {
        if (root.Value("paths") is not { Mapping: not null })
            return null;
        return root.Child("definitions") is not null || root.Child("basePath") is not null ? SpecVersion.Swagger2 : SpecVersion.OpenApi30;
    }
}
