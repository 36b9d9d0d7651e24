using System.Globalization;

namespace LabelingGen.Annotations.Preview;

/// <summary>The fixed parts of the page. Its own script and style are all that may run in it (see the policy in the head).</summary>
internal static class PreviewTemplate
{
    private const string Policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

    private const string Keys = """
        <kbd>←</kbd> <kbd>→</kbd> move, <kbd>Enter</kbd> enlarges, then <kbd>+</kbd> <kbd>-</kbd> <kbd>0</kbd> or the wheel zoom and
        dragging moves, <kbd>Esc</kbd> goes back, <kbd>a</kbd> shows all classes, <kbd>n</kbd> none.
        """;

    public static string Head(string title) => $$"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="{{Policy}}">
        <title>{{title}}</title>
        <style>
        {{PreviewStyle.Css}}
        </style></head><body><main>

        """;

    public static string Tail(string legend, int count, bool more) => $$"""
        </main>
        <footer>{{count.ToString(CultureInfo.InvariantCulture)}} images{{(more ? ", more in the data set" : "")}}. {{Keys}}</footer>
        <header hidden><h1></h1>{{legend}}</header>
        <script>
        {{PreviewScript.Code}}
        </script></body></html>

        """;
}
