using System.Reflection;

namespace LabelingGen.LabelStudio.Tests.Client;

/// <summary>The checklist of the vendor's Go client: every operation of its 19 groups has a method of ours.</summary>
public sealed class ChecklistTests
{
    /// <summary>The eight operations of the Go client's MachineLearningApi, as its page names them.</summary>
    public static TheoryData<string, string> MachineLearning => new()
    {
        { "ApiMlCreate", nameof(MachineLearningClient.CreateAsync) },
        { "ApiMlDelete", nameof(MachineLearningClient.DeleteAsync) },
        { "ApiMlInteractiveAnnotatingCreate", nameof(MachineLearningClient.PredictInteractiveAsync) },
        { "ApiMlList", nameof(MachineLearningClient.ListAsync) },
        { "ApiMlPartialUpdate", nameof(MachineLearningClient.UpdateAsync) },
        { "ApiMlRead", nameof(MachineLearningClient.GetAsync) },
        { "ApiMlTrainCreate", nameof(MachineLearningClient.TrainAsync) },
        { "ApiMlVersionsRead", nameof(MachineLearningClient.ListModelVersionsAsync) },
    };

    [Theory]
    [MemberData(nameof(MachineLearning))]
    public void Machine_learning_has_the_method(string operation, string method) =>
        Methods(typeof(MachineLearningClient)).ShouldContain(method, operation);

    /// <summary>Groups of the Go client: how many operations each has, and which of our sub-clients hold them.</summary>
    public static TheoryData<string, int, Type[]> Groups => new()
    {
        { "AnnotationsApi", 5, [typeof(AnnotationsClient)] },
        { "DataManagerApi", 11, [typeof(ActionsClient), typeof(DataManagerClient), typeof(ViewsClient)] },
        { "ExportApi", 8, [typeof(ExportsClient)] },
        { "ImportApi", 6, [typeof(ImportsClient), typeof(FilesClient)] },
        { "InvitesApi", 2, [typeof(InvitesClient)] },
        { "LabelsApi", 11, [typeof(LabelsClient), typeof(LabelLinksClient)] },
        { "MachineLearningApi", 8, [typeof(MachineLearningClient)] },
        { "OrganizationsApi", 5, [typeof(OrganizationsClient), typeof(MembersClient)] },
        { "PredictionsApi", 6, [typeof(PredictionsClient)] },
        { "ProjectsApi", 11, [typeof(ProjectsClient), typeof(ImportsClient), typeof(TasksClient)] },
        { "StorageApi", 4, [typeof(StoragesClient)] },
        { "StorageAzureApi", 14, [typeof(AzureImportStoragesClient), typeof(AzureExportStoragesClient)] },
        { "StorageGCSApi", 14, [typeof(GcsImportStoragesClient), typeof(GcsExportStoragesClient)] },
        { "StorageLocalApi", 14, [typeof(LocalFilesImportStoragesClient), typeof(LocalFilesExportStoragesClient)] },
        { "StorageRedisApi", 14, [typeof(RedisImportStoragesClient), typeof(RedisExportStoragesClient)] },
        { "StorageS3Api", 14, [typeof(S3ImportStoragesClient), typeof(S3ExportStoragesClient)] },
        { "TasksApi", 5, [typeof(TasksClient)] },
        { "UsersApi", 8, [typeof(UsersClient)] },
        { "WebhooksApi", 7, [typeof(WebhooksClient)] },
    };

    [Theory]
    [MemberData(nameof(Groups))]
    public void A_group_has_at_least_as_many_methods_as_operations(string group, int operations, Type[] clients)
    {
        clients.Sum(client => Methods(client).Distinct().Count()).ShouldBeGreaterThanOrEqualTo(operations, group);
        foreach (Type client in clients)
            typeof(LabelStudioClient).GetProperties().Select(p => p.PropertyType).ShouldContain(client);
    }

    [Fact]
    public void The_groups_hold_all_operations_of_the_Go_client() => Groups.Sum(row => (int)row[1]).ShouldBe(167);

    [Fact]
    public void Every_storage_has_the_seven_operations()
    {
        string[] seven = ["ListAsync", "CreateAsync", "GetAsync", "UpdateAsync", "DeleteAsync", "SyncAsync", "ValidateAsync"];
        List<Type> clients = [.. typeof(LabelStudioClient).GetProperties().Select(p => p.PropertyType)
            .Where(type => type.Name.EndsWith("StoragesClient", StringComparison.Ordinal) && type != typeof(StoragesClient))];
        clients.Count.ShouldBe(10);
        foreach (Type client in clients)
            seven.ShouldBeSubsetOf(Methods(client));
    }

    [Fact]
    public void Every_operation_takes_a_cancellation_token_last_and_ends_in_Async()
    {
        foreach (Type client in typeof(LabelStudioClient).GetProperties().Select(p => p.PropertyType)
            .Where(t => t.Name.EndsWith("Client", StringComparison.Ordinal)))
        {
            foreach (MethodInfo method in client.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(m => typeof(Task).IsAssignableFrom(m.ReturnType)))
            {
                method.Name.ShouldEndWith("Async");
                method.GetParameters()[^1].ParameterType.ShouldBe(typeof(CancellationToken), $"{client.Name}.{method.Name}");
            }
        }
    }

    private static IEnumerable<string> Methods(Type client) =>
        client.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(method => method.Name);
}
