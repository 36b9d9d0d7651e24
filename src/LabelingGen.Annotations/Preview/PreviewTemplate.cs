namespace LabelingGen.Annotations.Preview;

/// <summary>The fixed parts of the page. Its own script and style are all that may run in it (see the policy in the head).</summary>
internal static class PreviewTemplate
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";
    private const string Linked = " 'self' file:";

    private const string Keys = """
        <kbd>←</kbd> <kbd>→</kbd> <kbd>↑</kbd> <kbd>↓</kbd> move, <kbd>Enter</kbd> enlarges, then <kbd>+</kbd> <kbd>-</kbd> <kbd>0</kbd>
        or the wheel zoom and dragging moves, <kbd>Esc</kbd> goes back, <kbd>a</kbd> shows all classes, <kbd>n</kbd> none, <kbd>/</kbd>
        finds one.
        """;

    public static string Head(string title, bool linksPictures) => $$"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="{{Policy}}{{(linksPictures ? Linked : "")}}">
        <title>{{title}}</title>
        <style>
        {{PreviewStyle.Css}}
        </style></head><body><main>

        """;

    public static string Tail(PreviewPalette palette, PreviewPictures pictures, int count, bool more) => $$"""
        </main>
        <footer>{{Said(pictures, count, more)}} <span>{{Keys}}</span></footer>
        <header hidden><div><h1></h1><small>{{PreviewPage.Count(count, "image")}}, {{PreviewPage.Count(palette.Marks, "label")}}</small>
        <input type="search" placeholder="Find a class" aria-label="Find a class">
        <button data-all="1">All</button><button data-all="">None</button>
        </div>{{palette.Legend()}}</header>
        <script>
        {{PreviewScript.Code}}
        </script></body></html>

        """;

    private static string Said(PreviewPictures pictures, int count, bool more)
    {
        string shown = count == 0 ? "The data set has no images" : PreviewPage.Count(count, "image");
        return shown + (more ? ", more in the data set" : "") + "."
            + (pictures.Missing > 0 ? $" {PreviewPage.Count(pictures.Missing, "picture")} not found." : "")
            + (pictures.TooLarge > 0 ? $" {PreviewPage.Count(pictures.TooLarge, "picture")} too large to be embedded; a page that links them shows them." : "");
    }
}
