namespace LabelingGen.Benchmarks.Annotations;

/// <summary>The annotations library against straightforward code, its floor or a peer: goals 1 to 4 of its facts.</summary>
internal static class AnnotationRatios
{
    public static IEnumerable<Ratio> Measure() =>
        [.. BoxRatios.Measure(), .. MaskRatios.Measure(), .. MaskRatios.MeasureBrush(), .. PolygonRatios.Measure(), .. EvaluationRatios.Measure(),
            .. ColumnRatios.Measure(), .. ConversionRatios.Measure()];
}
