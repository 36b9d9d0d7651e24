using LabelingGen.Core;

namespace LabelingGen.FastLabel;

public sealed partial class UpdateTaskRequest : ITaskBody, IRequestBody<UpdateTaskRequest>
{
    UpdateTaskRequest IRequestBody<UpdateTaskRequest>.Prepare(ApiRequest request) =>
        TaskBody.Prepare((UpdateTaskRequest)MemberwiseClone(), request);
}
