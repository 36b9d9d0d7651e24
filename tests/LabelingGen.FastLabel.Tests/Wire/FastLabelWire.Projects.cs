using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LabelingGen.Testing.Wire;

namespace LabelingGen.FastLabel.Tests.Wire;

/// <summary>Projects, annotation classes, tags and metadata.</summary>
internal static partial class FastLabelWire
{
    private static void MapProjects(WireVendor vendor) => vendor
        .Method("Client.find_annotation(annotation_id)", c => Plain(c.FastLabel().AnnotationClasses.GetAsync(c.Text("annotation_id"))))
        .Method("Client.find_annotation_by_value(project, value)",
            c => Plain(c.FastLabel().AnnotationClasses.FindByValueAsync(c.Text("project"), c.Text("value"))))
        .Method("Client.get_annotations(project, value=None, offset=None, limit=10)",
            c => Page(c.FastLabel().AnnotationClasses.ListAsync(
                c.Text("project"), new() { Value = c.Filter("value"), Offset = c.Offset(), Limit = c.Limit() })))
        .Method("Client.create_annotation(project, type, value, title, color=None, order=None, attributes=[])",
            c => Plain(c.FastLabel().AnnotationClasses.CreateAsync(Model<CreateAnnotationClassRequest>(c
                .Body(("color", "color"), ("attributes", "attributes"))
                .Always(c, ("project", "project"), ("type", "type"), ("value", "value"), ("title", "title"))
                .Unless(c, ("order", "order"))))))
        .Method("Client.create_classification_annotation(project, attributes)",
            c => Plain(c.FastLabel().AnnotationClasses.CreateClassificationAsync(Model<CreateClassificationRequest>(
                new JsonObject().Always(c, ("project", "project"), ("attributes", "attributes"))))))
        .Method("Client.update_annotation(annotation_id, value=None, title=None, color=None, order=None, attributes=[])",
            c => Plain(c.FastLabel().AnnotationClasses.UpdateAsync(c.Text("annotation_id"), Model<UpdateAnnotationClassRequest>(c
                .Body(("value", "value"), ("title", "title"), ("color", "color"), ("attributes", "attributes"))
                .Unless(c, ("order", "order"))))))
        .Method("Client.update_classification_annotation(annotation_id, attributes)",
            c => Plain(c.FastLabel().AnnotationClasses.UpdateClassificationAsync(c.Text("annotation_id"),
                Model<UpdateClassificationRequest>(new JsonObject().Always(c, ("attributes", "attributes"))))))
        .Method("Client.delete_annotation(annotation_id)",
            c => Nothing(c.FastLabel().AnnotationClasses.DeleteAsync(c.Text("annotation_id"))))
        .Method("Client.find_project(project_id)", c => Plain(c.FastLabel().Projects.GetAsync(c.Text("project_id"))))
        .Method("Client.find_project_by_slug(slug)", c => Plain(c.FastLabel().Projects.FindBySlugAsync(c.Text("slug"))))
        .Method("Client.get_projects(slug=None, offset=None, limit=100)",
            c => Page(c.FastLabel().Projects.ListAsync(
                new() { Slug = c.Filter("slug"), Offset = c.Offset(), Limit = c.Limit() })))
        .Method("Client.get_project_id_slug_map(offset=None, limit=1000)",
            c => Plain(c.FastLabel().Projects.GetIdSlugMapAsync(c.Offset(), c.Limit())))
        .Method(
            "Client.create_project(type, name, slug, is_pixel=False, job_size=10, workflow='two_step', external_workflow='two_step')",
            c => Plain(c.FastLabel().Projects.CreateAsync(Model<CreateProjectRequest>(c
                .Body(("is_pixel", "isPixel"), ("job_size", "jobSize"))
                .Always(c, ("type", "type"), ("name", "name"), ("slug", "slug"), ("workflow", "workflow"),
                    ("external_workflow", "externalWorkflow"))))))
        .Method("Client.update_project(project_id, name=None, slug=None, job_size=None, workflow=None, external_workflow=None)",
            c => Plain(c.FastLabel().Projects.UpdateAsync(c.Text("project_id"), Model<UpdateProjectRequest>(c.Body(
                ("name", "name"), ("slug", "slug"), ("job_size", "jobSize"), ("workflow", "workflow"),
                ("external_workflow", "externalWorkflow"))))))
        .Method("Client.delete_project(project_id)", c => Nothing(c.FastLabel().Projects.DeleteAsync(c.Text("project_id"))))
        .Method("Client.copy_project(project_id, name=None, slug=None)",
            c => Plain(c.FastLabel().Projects.CopyAsync(Model<CopyProjectRequest>(
                c.Body(("project_id", "id"), ("name", "name"), ("slug", "slug"))))))
        .Method("Client.update_project_metadata(project_id, **codes)", c =>
        {
            JsonObject body = new() { ["externalCode1"] = null, ["externalCode2"] = null, ["externalCode3"] = null };
            foreach ((string keyword, object? value) in c.Keywords("codes"))
                body["externalCode" + Regex.Match(keyword, "[123]$").Value] = WireJson.ToNode(value);
            return Plain(c.FastLabel().Projects.UpdateMetadataAsync(c.Text("project_id"), Model<UpdateProjectMetadataRequest>(body)));
        })
        .Method("Client.update_project_user_permission(project, email, role)",
            c => Plain(c.FastLabel().Projects.UpdateUserPermissionAsync(Model<UpdateProjectUserPermissionRequest>(
                new JsonObject().Always(c, ("project", "project"), ("email", "email"), ("role", "role"))))))
        .Method("Client.get_metadatas(project=None, offset=None, limit=100)",
            c => Page(c.FastLabel().Metadatas.ListAsync(
                new() { Project = c.Filter("project"), Offset = c.Offset(), Limit = c.Limit() })))
        .Method("Client.get_tags(project, keyword=None, offset=None, limit=100)",
            c => Page(c.FastLabel().Tags.ListAsync(
                c.Text("project"), new() { Keyword = c.Filter("keyword"), Offset = c.Offset(), Limit = c.Limit() })))
        .Method("Client.delete_tags(tag_ids)",
            c => Nothing(c.FastLabel().Tags.DeleteAsync(new DeleteTagsRequest { TagIds = c.Texts("tag_ids")! })));
}
