using LabelingGen.Core;

namespace LabelingGen.FastLabel;

public sealed partial class CreateDatasetRequest : IRequestBody<CreateDatasetRequest>
{
    CreateDatasetRequest IRequestBody<CreateDatasetRequest>.Prepare(ApiRequest request)
    {
        DatasetsClient.Recover(request, Name);
        return this;
    }
}

public sealed partial class CreateDatasetObjectRequest : IRequestBody<CreateDatasetObjectRequest>
{
    CreateDatasetObjectRequest IRequestBody<CreateDatasetObjectRequest>.Prepare(ApiRequest request)
    {
        DatasetObjectRules.Check(Tags, Licenses, Annotations);
        FileRule.DatasetObject.Check(FilePath, nameof(FilePath));
        DatasetsClient.Recover(request, DatasetName, ObjectName);
        return this;
    }
}

public sealed partial class UpdateDatasetObjectRequest : IRequestBody<UpdateDatasetObjectRequest>
{
    UpdateDatasetObjectRequest IRequestBody<UpdateDatasetObjectRequest>.Prepare(ApiRequest request)
    {
        DatasetObjectRules.Check(Tags, Licenses, Annotations);
        return this;
    }
}

public sealed partial class CreateLegacyDatasetObjectRequest : IRequestBody<CreateLegacyDatasetObjectRequest>
{
    CreateLegacyDatasetObjectRequest IRequestBody<CreateLegacyDatasetObjectRequest>.Prepare(ApiRequest request)
    {
        DatasetObjectRules.Check(Tags, null, Annotations);
        FileRule.DatasetObject.Check(FilePath, nameof(FilePath));
        return this;
    }
}
