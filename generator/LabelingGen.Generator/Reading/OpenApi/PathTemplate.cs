namespace LabelingGen.Generator.Reading.OpenApi;

/// <summary>Path templates: <c>/pets/{petId}</c>.</summary>
internal static class PathTemplate
{
    /// <summary>The names in braces, in order, each once.</summary>
    public static IReadOnlyList<string> Names(string path)
    {
        List<string> names = new();
        for (int open = path.IndexOf('{'); open >= 0; open = path.IndexOf('{', open + 1))
        {
            int close = path.IndexOf('}', open);
            if (close < 0)
                break;
            string name = path.Substring(open + 1, close - open - 1);
            if (name.Length > 0 && name.IndexOf('{') < 0 && !names.Contains(name))
                names.Add(name);
        }

        return names;
    }
}
