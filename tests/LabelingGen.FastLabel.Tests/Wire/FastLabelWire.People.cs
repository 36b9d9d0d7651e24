using System.Text.Json.Nodes;
using LabelingGen.Testing.Wire;

namespace LabelingGen.FastLabel.Tests.Wire;

/// <summary>Comments and users.</summary>
internal static partial class FastLabelWire
{
    private static void MapPeople(WireVendor vendor) => vendor
        .Method("Client.get_task_comments(task_id, project=None, offset=None, limit=100)",
            c => Page(c.FastLabel().Comments.ListForTaskAsync(
                c.Text("task_id"), new() { Project = c.Filter("project"), Offset = c.Integer("offset"), Limit = c.Limit() })))
        .Method(
            "Client.create_task_comment(task_id=None, points=[], text=None, type='text', is_resolved=False, scale=0, frame=0, "
                + "content_id=None, status=None, priority=None, task_annotation_id=None, color=None, comment_id=None)",
            c => c.OptionalText("comment_id") is { Length: > 0 } commentId
                ? Plain(c.FastLabel().Comments.CreateThreadAsync(commentId, new CommentTextRequest { Text = c.Text("text") }))
                : Plain(c.FastLabel().Comments.CreateAsync(Model<CreateCommentRequest>(c
                    .Body(("content_id", "contentId"), ("status", "status"), ("task_annotation_id", "taskAnnotationId"), ("color", "color"))
                    .Unless(c, ("priority", "priority"))
                    .Always(c, ("task_id", "taskId"), ("points", "points"), ("text", "text"), ("type", "type"),
                        ("is_resolved", "isResolved"), ("scale", "scale"), ("frame", "frame"))))))
        .Method("Client.update_task_comment(thread_id, text)",
            c => Plain(c.FastLabel().Comments.UpdateAsync(c.Text("thread_id"), new CommentTextRequest { Text = c.Text("text") })))
        .Method("Client.delete_task_comment(thread_id)", c => Nothing(c.FastLabel().Comments.DeleteAsync(c.Text("thread_id"))))
        .Method(
            "Client.get_project_comments(project, status=None, external_status=None, tags=[], issue_category_id=None, offset=None, "
                + "limit=100)",
            c => Page(c.FastLabel().Comments.ListForProjectAsync(c.Text("project"), new()
            {
                TaskStatus = c.Status(),
                TaskExternalStatus = c.ExternalStatus(),
                TaskTags = c.Filters("tags"),
                IssueCategoryId = c.Filter("issue_category_id"),
                Offset = c.Integer("offset"),
                Limit = c.Limit(),
            })))
        .Method("Client.get_workspace_users(keyword=None, offset=None, limit=20)",
            c => Page(c.FastLabel().Workspaces.ListUsersAsync(
                new() { Keyword = c.Filter("keyword"), Offset = c.Integer("offset"), Limit = c.Limit() })))
        .Method("Client.create_workspace_user(name, email, language, role)",
            c => Plain(c.FastLabel().Workspaces.CreateUserAsync(Model<CreateWorkspaceUserRequest>(
                new JsonObject().Always(c, ("name", "name"), ("email", "email"), ("language", "language"), ("role", "role"))))))
        .Method("Client.update_workspace_user(email, role)",
            c => Plain(c.FastLabel().Workspaces.UpdateUserAsync(Model<UpdateWorkspaceUserRequest>(
                new JsonObject().Always(c, ("email", "email"), ("role", "role"))))))
        .Method("Client.delete_workspace_user(email)", c => Nothing(c.FastLabel().Workspaces.DeleteUserAsync(c.Text("email"))))
        .Method("Client.create_workspace_user_module_permissions(email, modules=None, **more)",
            c => Nothing(c.FastLabel().Workspaces.CreateModulePermissionsAsync(c.Text("email"), Modules(c))))
        .Method("Client.delete_workspace_user_module_permissions(email, modules=None, **more)",
            c => Nothing(c.FastLabel().Workspaces.DeleteModulePermissionsAsync(c.Text("email"), Modules(c))));

    /// <summary>The words of the path, of the body and of Python stand for the same modules.</summary>
    private static IEnumerable<Module> Modules(WireCall c) => Words(c).Select(word =>
        word.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal)
            .Equals("modelDev", StringComparison.OrdinalIgnoreCase) ? Module.ModelDev : (Module)word);

    private static IEnumerable<string> Words(WireCall c) => c.Texts("modules")
        ?? (c.Keywords("more").Values.FirstOrDefault() as List<object?>)?.Select(WireCall.TextOf)
        ?? [];
}
