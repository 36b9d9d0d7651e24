using LabelingGen.Testing.Wire;

namespace LabelingGen.LabelStudio.Tests.Wire;

internal static partial class LabelStudioWire
{
    /// <summary>The official client keeps its methods in groups: <c>client.projects.exports.convert</c>.</summary>
    private static void MapGroups(WireVendor vendor)
    {
        foreach (string name in (string[])
            ["annotations", "predictions", "projects", "tasks", "ml", "views", "webhooks", "users", "versions", "files", "tokens"])
            vendor.Attribute($"LabelStudio.{name}", c => new WireInstance(name, c.On<LabelStudioClient>()));
        vendor.Attribute("projects.exports", c => new WireInstance("exports", c.On<LabelStudioClient>()));
    }

    private static void MapModels(WireVendor vendor) => vendor
        .Class<Annotation>("Annotation")
        .Class<Prediction>("Prediction")
        .Class<Project>("LseProjectCreate")
        .Class<Project>("LseProjectResponse")
        .Class<Project>("AllRolesProjectList")
        .Class<ProjectLabelConfig>("ProjectLabelConfig")
        .Class<PaginatedLseProjectCountsList>("PaginatedLseProjectCountsList")
        .Class<PredictionImportResult>("ImportPredictionsProjectsResponse")
        .Class<ImportResult>("ImportTasksProjectsResponse")
        .Class<ProjectImport>("ProjectImport")
        .Class<LabelingTask>("LseTask")
        .Class<LabelingTask>("RoleBasedTask")
        .Class<MachineLearningBackend>("MlBackend")
        .Class<ListModelVersionsResponse>("ListModelVersionsMlResponse")
        .Class<UploadedFile>("FileUpload")
        .Class<ConvertExportResponse>("ConvertExportsResponse")
        .Class<Export>("Export")
        .Class<UserProfile>("LseUser")
        .Class<User>("LseUserApi")
        .Class<CurrentUser>("WhoAmIUser")
        .Class<VersionResponse>("VersionResponse")
        .Class<View>("View")
        .Class<Webhook>("Webhook")
        .Class<UpdatedWebhook>("WebhookSerializerForUpdate");
}
