using LabelingGen.Testing.Wire;

namespace LabelingGen.Scale.Tests.Wire;

internal static partial class ScaleWire
{
    private static void MapTeamsAndStudio(WireVendor vendor) => vendor
        .Method("ScaleClient.list_teammates()", c => c.Scale().Teams.ListAsync())
        .Method("ScaleClient.invite_teammates(emails, role)", c => c.Scale().Teams.InviteAsync(Role(c, c.Texts("emails")!)))
        .Method("ScaleClient.update_teammates_role(emails, role)", c => c.Scale().Teams.UpdateRoleAsync(Role(c, c.Texts("emails")!)))
        .Method("Teammate.update_teammate_role(role)", c => c.Scale().Teams.UpdateRoleAsync(Role(c, [c.On<Teammate>().Email])))
        .Method("Teammate.as_dict()", c => WireJson.ToNode(c.On<Teammate>()))
        .Attribute("Teammate.first_name", c => c.On<Teammate>().FirstName)
        .Attribute("Teammate.last_name", c => c.On<Teammate>().LastName)
        .Attribute("Teammate.is_studio_labeler", c => c.On<Teammate>().IsStudioLabeler)
        .Attribute("Teammate.company", c => c.On<Teammate>().Company)
        .Attribute("Teammate.expiry", c => c.On<Teammate>().Expiry)
        .Method("ScaleClient.list_studio_assignments()", async c => Assignments(await Value(c.Scale().Studio.ListAssignmentsAsync())))
        .Method("ScaleClient.add_studio_assignments(emails, projects)",
            async c => Assignments(await Value(c.Scale().Studio.AddAssignmentsAsync(Assignment(c)))))
        .Method("ScaleClient.remove_studio_assignments(emails, projects)",
            async c => Assignments(await Value(c.Scale().Studio.RemoveAssignmentsAsync(Assignment(c)))))
        .Method("ScaleClient.list_project_groups(project_name)", c => c.Scale().Studio.ListProjectGroupsAsync(c.Text("project_name")))
        .Method("ScaleClient.create_project_group(project_name, emails, project_group)",
            c => c.Scale().Studio.CreateProjectGroupAsync(
                c.Text("project_name"), new StudioProjectGroupCreation { Emails = c.Texts("emails")!, Name = c.Text("project_group") }))
        .Method("ScaleClient.update_project_group(project_name, project_group, add_emails, remove_emails)",
            c => c.Scale().Studio.UpdateProjectGroupAsync(
                c.Text("project_name"),
                c.Text("project_group"),
                new StudioProjectGroupUpdate { AddEmails = c.Texts("add_emails")!, RemoveEmails = c.Texts("remove_emails")! }))
        // The official client wraps the list of workers into a tuple of one.
        .Attribute("StudioProjectGroup.workers", c => c.On<StudioProjectGroup>().Workers is { } workers ? new[] { workers } : null)
        .Method("StudioProjectGroup.as_dict()", c => WireJson.ToNode(c.On<StudioProjectGroup>()))
        .Method("ScaleClient.list_studio_batches()", c => c.Scale().Studio.ListBatchesAsync())
        .Method("ScaleClient.assign_studio_batches(batch_name, project_groups)",
            c => c.Scale().Studio.AssignBatchAsync(
                c.Text("batch_name"), new StudioBatchAssignment { Groups = c.Texts("project_groups")! }))
        .Method("ScaleClient.set_studio_batches_priorities(batch_names)",
            c => c.Scale().Studio.SetBatchPrioritiesAsync(
                new StudioBatchPriorities { Batches = [.. c.Texts("batch_names")!.Select(n => new StudioBatchName { Name = n })] }))
        .Method("ScaleClient.reset_studio_batches_priorities()", c => c.Scale().Studio.ResetBatchPrioritiesAsync())
        .Attribute("StudioBatch.project_id", c => c.On<StudioBatch>().ProjectId)
        .Attribute("StudioBatch.project_name", c => c.On<StudioBatch>().ProjectName)
        .Attribute("StudioBatch.batch_type", c => c.On<StudioBatch>().BatchType?.Value)
        .Attribute("StudioBatch.studio_priority", c => c.On<StudioBatch>().StudioPriority)
        .Method("StudioBatch.as_dict()", c => WireJson.ToNode(c.On<StudioBatch>()));

    private static TeamRoleAssignment Role(WireCall c, IReadOnlyList<string> emails) =>
        new() { Emails = emails, TeamRole = c.Text("role") };

    private static StudioAssignment Assignment(WireCall c) => new() { Emails = c.Texts("emails")!, Projects = c.Texts("projects")! };

    /// <summary>The official client wraps every entry of the map into an object of its own.</summary>
    private static Dictionary<object, object?> Assignments(IReadOnlyDictionary<string, IReadOnlyList<string>> assignments) =>
        assignments.ToDictionary(a => (object)a.Key, a =>
        {
            WireInstance wrapper = new("StudioLabelerAssignment", a.Value);
            wrapper.Attributes["email"] = a.Key;
            wrapper.Attributes["assigned_projects"] = a.Value.Select(p => (object?)p).ToList();
            return (object?)wrapper;
        });
}
