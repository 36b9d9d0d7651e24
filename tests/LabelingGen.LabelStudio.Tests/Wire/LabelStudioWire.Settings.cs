using LabelingGen.Testing.Wire;

namespace LabelingGen.LabelStudio.Tests.Wire;

internal static partial class LabelStudioWire
{
    private static readonly string[] UserFields =
        ["first_name", "last_name", "username", "email", "phone", "active_organization", "allow_newsletters", "date_joined",
            "custom_hotkeys"];

    private static readonly string[] WebhookFields =
        ["url", "project", "send_payload", "send_for_all_actions", "headers", "is_active", "actions"];

    private static void MapSettings(WireVendor vendor) => vendor
        .Method("users.list(ordering=None)", c => c.Studio().Users.ListAsync(c.OptionalText("ordering")))
        .Method($"users.create({Optional(UserFields)})", c => c.Studio().Users.CreateAsync(c.Body<CreateUserRequest>(UserFields)))
        .Method("users.get(id)", c => c.Studio().Users.GetAsync(c.Id()))
        .Method($"users.update(id, {Optional(UserFields)})", c =>
            c.Studio().Users.UpdateAsync(c.Id(), c.Body<UpdateUserRequest>(UserFields)))
        .Method("users.delete(id)", c => Nothing(c.Studio().Users.DeleteAsync(c.Id())))
        .Method("users.whoami()", c => c.Studio().Users.GetCurrentAsync())
        .Method("versions.get()", c => c.Studio().Versions.GetAsync())
        .Method("views.list(project=None)", c => c.Studio().Views.ListAsync(c.Integer("project")))
        .Method("views.create(data=None, project=None)", c => c.Studio().Views.CreateAsync(c.Body<ViewRequest>("data", "project")))
        .Method("views.update(id, data=None, project=None)",
            c => c.Studio().Views.UpdateAsync(c.Id(), c.Body<UpdateViewRequest>("data", "project")))
        .Method("views.get(id)", c => c.Studio().Views.GetAsync(c.Id()))
        .Method("views.delete(id)", c => Nothing(c.Studio().Views.DeleteAsync(c.Id())))
        .Method("views.delete_all(project)", c => Nothing(c.Studio().Views.DeleteAllAsync(c.Id("project"))))
        .Method("views.update_order(project, ids)", c =>
            Nothing(c.Studio().Views.UpdateOrderAsync(c.Body<ViewOrderRequest>("project", "ids"))))
        .Method("webhooks.list(project=None)", c => c.Studio().Webhooks.ListAsync(c.OptionalText("project")))
        .Method($"webhooks.create({Optional(WebhookFields)})", c =>
            c.Studio().Webhooks.CreateAsync(c.Body<CreateWebhookRequest>(WebhookFields)))
        .Method($"webhooks.update(id, {Optional(WebhookFields)})",
            c => c.Studio().Webhooks.UpdateAsync(c.Id(), c.Body<UpdateWebhookRequest>(WebhookFields)))
        .Method("webhooks.get(id)", c => c.Studio().Webhooks.GetAsync(c.Id()))
        .Method("webhooks.delete(id)", c => Nothing(c.Studio().Webhooks.DeleteAsync(c.Id())));
}
