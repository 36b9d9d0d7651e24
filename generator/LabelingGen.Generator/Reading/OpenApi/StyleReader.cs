using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi;

/// <summary>How a value becomes text: <c>style</c> and <c>explode</c> since 3.0, <c>collectionFormat</c> in 2.0.</summary>
internal static class StyleReader
{
    public static (ParameterStyle Style, bool Explode) Read(ReaderContext context, SpecCursor at, ParameterLocation location)
    {
        ParameterStyle fallback = location is ParameterLocation.Query or ParameterLocation.Cookie ? ParameterStyle.Form
            : ParameterStyle.Simple;
        if (context.IsSwagger2)
            return ReadCollectionFormat(context, at, fallback);
        ParameterStyle style = fallback;
        if (at.Value("style") is { } declared)
        {
            ParameterStyle? parsed = Parse(declared.Scalar?.Text);
            if (parsed is null || !Fits(parsed.Value, location))
                context.Report(Rules.UnsupportedStyle, declared, declared.Scalar?.Text ?? "", at.Text("name") ?? "");
            else
                style = parsed.Value;
        }

        return (style, at.Boolean("explode") ?? style == ParameterStyle.Form);
    }

    public static ParameterStyle? Parse(string? text) => text switch
    {
        "simple" => ParameterStyle.Simple,
        "label" => ParameterStyle.Label,
        "matrix" => ParameterStyle.Matrix,
        "form" or "cookie" => ParameterStyle.Form,
        "spaceDelimited" => ParameterStyle.SpaceDelimited,
        "pipeDelimited" => ParameterStyle.PipeDelimited,
        "deepObject" => ParameterStyle.DeepObject,
        _ => null,
    };

    private static bool Fits(ParameterStyle style, ParameterLocation location) => location switch
    {
        ParameterLocation.Path => style is ParameterStyle.Simple or ParameterStyle.Label or ParameterStyle.Matrix,
        ParameterLocation.Header => style == ParameterStyle.Simple,
        ParameterLocation.Cookie => style == ParameterStyle.Form,
        _ => style is ParameterStyle.Form or ParameterStyle.SpaceDelimited or ParameterStyle.PipeDelimited or ParameterStyle.DeepObject,
    };

    private static (ParameterStyle Style, bool Explode) ReadCollectionFormat(ReaderContext context, SpecCursor at, ParameterStyle fallback)
    {
        string? format = at.Text("collectionFormat");
        switch (format)
        {
            case "multi":
                return (ParameterStyle.Form, true);
            case "ssv" when fallback == ParameterStyle.Form:
                return (ParameterStyle.SpaceDelimited, false);
            case "tsv" when fallback == ParameterStyle.Form:
                return (ParameterStyle.TabDelimited, false);
            case "pipes" when fallback == ParameterStyle.Form:
                return (ParameterStyle.PipeDelimited, false);
            case null or "csv":
                return (fallback, false);
            default:
                context.Report(Rules.UnsupportedStyle, at.Child("collectionFormat")!, format, at.Text("name") ?? "");
                return (fallback, false);
        }
    }
}
