namespace LabelingGen.Annotations.Compatibility;

/// <summary>Finds the regions of a mask as the vendor's converter groups them.</summary>
internal static class FastLabelContours
{
    private const int FewestNumbers = 10;

    public static ValueList<ValueList<ValueList<int>>> Trace(Mask mask)
    {
        ValueList<MaskBorder> borders = BorderFollowing.Find(mask);
        List<int>[] children = [.. Enumerable.Range(0, borders.Count + 1).Select(static _ => new List<int>())];
        // Borders found later stand first among those of one parent; the frame has the last place.
        for (int i = borders.Count - 1; i >= 0; i--)
            children[borders[i].Parent < 0 ? borders.Count : borders[i].Parent].Add(i);

        List<ValueList<ValueList<int>>> regions = [];
        foreach (int root in children[borders.Count])
        {
            regions.Add(Region(borders, [root, .. children[root]]));
            foreach (int hole in children[root])
            {
                // Only the first island of a hole becomes a region; those after it are taken for its holes.
                if (children[hole].Count > 0)
                    regions.Add(Region(borders, children[hole]));
            }
        }

        return regions.ToValueList();
    }

    private static ValueList<ValueList<int>> Region(ValueList<MaskBorder> borders, IEnumerable<int> members)
    {
        List<ValueList<int>> rings = [];
        foreach (int member in members)
        {
            int[] outline = FastLabelContour.ToOutline(borders[member].Pixels);
            if (outline.Length >= FewestNumbers)
                rings.Add(FastLabelOutline.ToStaircase([.. outline.Select(static number => (double)number)]).ToValueList());
        }

        return rings.ToValueList();
    }
}
