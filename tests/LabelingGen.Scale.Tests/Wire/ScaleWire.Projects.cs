using System.Text.Json.Nodes;
using LabelingGen.Testing.Wire;

namespace LabelingGen.Scale.Tests.Wire;

internal static partial class ScaleWire
{
    private static void MapProjects(WireVendor vendor) => vendor
        .Method("ScaleClient.create_project(project_name, task_type, params=None, rapid=False, studio=False, dataset_id=None)",
            c => c.Scale().Projects.CreateAsync(new ProjectCreation
            {
                Type = c.Text("task_type"),
                Name = c.Text("project_name"),
                Params = c.Object("params"),
                Rapid = c.Flag("rapid"),
                Studio = c.Flag("studio"),
                DatasetId = c.OptionalText("dataset_id"),
            }))
        .Method("ScaleClient.get_project(project_name)", c => c.Scale().Projects.GetAsync(c.Text("project_name")))
        .Method("ScaleClient.projects()", c => c.Scale().Projects.ListAsync())
        .Method("ScaleClient.get_projects()", c => c.Scale().Projects.ListAsync())
        .Method("ScaleClient.update_project(project_name, **kwargs)",
            c => c.Scale().Projects.UpdateAsync(c.Text("project_name"), Model<ProjectUpdate>(c.Object("kwargs"))))
        .Method("ScaleClient.get_project_template(project_name)", c => c.Scale().Projects.GetTemplateAsync(c.Text("project_name")))
        .Attribute("Project.params", c => Latest(c) is { } latest ? WireJson.ToNode(latest) : null)
        .Attribute("Project.version", c => Latest(c)?.Version)
        .Attribute("Project.instruction", c => Latest(c)?.Instruction)
        .Method("Project.get_template()", c => c.Scale().Projects.GetTemplateAsync(c.On<Project>().Name))
        .Method("Project.as_dict()", c => WireJson.ToNode(c.On<Project>()))
        .Attribute("TaskTemplate.response_schema", c => c.On<TaskTemplate>().ResponseSchema)
        .Attribute("TaskTemplate.auto_onboard_enabled", c => c.On<TaskTemplate>().AutoOnboardEnabled ?? false)
        .Method("TaskTemplate.as_dict()", c => WireJson.ToNode(c.On<TaskTemplate>()));

    private static ProjectParameters? Latest(WireCall c) => c.On<Project>().ParamHistory?.LastOrDefault();

    private static void MapFilesAndQuality(WireVendor vendor) => vendor
        .Method("ScaleClient.upload_file(file, **kwargs)", c =>
        {
            (string name, Stream content) = WireCall.File(c["file"]);
            return c.Scale().Files.UploadAsync(new Core.FileUpload(content, name), new UploadFileOptions
            {
                // The official client takes any field; a list repeats it, and None is left out.
                AdditionalFields = [.. c.Keywords("kwargs").Where(f => f.Value is not null).SelectMany(Fields)],
            });
        })
        .Method("ScaleClient.import_file(file_url, **kwargs)", c =>
        {
            JsonObject body = c.Object("kwargs")!;
            body.Insert(0, "file_url", c.Text("file_url"));
            return c.Scale().Files.ImportAsync(Model<FileImport>(body));
        })
        .Method("ScaleClient.create_evaluation_task(task_type, **kwargs)",
            c => c.Scale().EvaluationTasks.CreateAsync(c.Text("task_type"), c.Object("kwargs")!))
        .Method("ScaleClient.create_training_task(task_type, **kwargs)",
            c => c.Scale().TrainingTasks.CreateAsync(c.Text("task_type"), c.Object("kwargs")!))
        .Attribute("EvaluationTask.initial_response", c => c.On<EvaluationTask>().InitialResponse)
        .Attribute("TrainingTask.initial_response", c => c.On<TrainingTask>().InitialResponse)
        .Method("File.as_dict()", c => WireJson.ToNode(c.On<ScaleFile>()))
        .Method("EvaluationTask.as_dict()", c => WireJson.ToNode(c.On<EvaluationTask>()))
        .Method("TrainingTask.as_dict()", c => WireJson.ToNode(c.On<TrainingTask>()));

    private static IEnumerable<KeyValuePair<string, string>> Fields(KeyValuePair<string, object?> field) =>
        field.Value is List<object?> items
            ? items.Select(i => KeyValuePair.Create(field.Key, WireCall.TextOf(i)))
            : [KeyValuePair.Create(field.Key, WireCall.TextOf(field.Value))];
}
