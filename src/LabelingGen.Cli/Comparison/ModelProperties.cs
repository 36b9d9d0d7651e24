using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Cli;

internal static class ModelProperties
{
    /// <summary>The properties a user sees on a model, inherited ones first.</summary>
    public static IEnumerable<PropertyPlan> AllProperties(this ModelPlan model) => model.Inherited.Concat(model.Properties);
}
