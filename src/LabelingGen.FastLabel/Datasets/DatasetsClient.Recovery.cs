using LabelingGen.Core;

namespace LabelingGen.FastLabel;

public partial class DatasetsClient
{
    /// <summary>The name of a dataset is taken once.</summary>
    internal static void Recover(ApiRequest request, string name) => Lookup.Recover(
        request, ListOperation, find => find.Query("keyword", name), Dataset.Read, dataset => dataset.Name == name, dataset => dataset);

    /// <summary>The name of an object is taken once in its dataset, but an object is found by the dataset's id only.</summary>
    internal static void Recover(ApiRequest request, string datasetName, string objectName) =>
        request.RecoverWith<DatasetObject>(async (pipeline, cancellationToken) =>
        {
            DatasetsClient datasets = new(pipeline);
            IReadOnlyList<Dataset> named = (await datasets.ListAsync(new() { Keyword = datasetName }, cancellationToken)
                .ConfigureAwait(false)).Value;
            if (named.FirstOrDefault(dataset => dataset.Name == datasetName) is not { } owner)
                return null;
            try
            {
                return await datasets.GetObjectAsync(owner.Id, objectName, cancellationToken: cancellationToken).ConfigureAwait(false);
            }
            catch (FastLabelNotFoundException)
            {
                return null;
            }
        });
}
