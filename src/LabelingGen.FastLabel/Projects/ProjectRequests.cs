using LabelingGen.Core;

namespace LabelingGen.FastLabel;

public sealed partial class CreateProjectRequest : IRequestBody<CreateProjectRequest>
{
    CreateProjectRequest IRequestBody<CreateProjectRequest>.Prepare(ApiRequest request)
    {
        ProjectsClient.Recover(request, Slug);
        return this;
    }
}

public sealed partial class CreateAnnotationClassRequest : IRequestBody<CreateAnnotationClassRequest>
{
    CreateAnnotationClassRequest IRequestBody<CreateAnnotationClassRequest>.Prepare(ApiRequest request)
    {
        AnnotationClassesClient.Recover(request, Project, Value);
        return this;
    }
}

public sealed partial class CreateClassificationRequest : IRequestBody<CreateClassificationRequest>
{
    CreateClassificationRequest IRequestBody<CreateClassificationRequest>.Prepare(ApiRequest request)
    {
        AnnotationClassesClient.Recover(request, Project, AnnotationClassesClient.ClassificationValue);
        return this;
    }
}
