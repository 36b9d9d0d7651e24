using System.Reflection;
using System.Text.RegularExpressions;
using LabelingGen.LabelStudio.Enterprise;
using LabelingGen.LabelStudio.Tests.Wire;
using LabelingGen.Testing;

namespace LabelingGen.LabelStudio.Tests.Client;

/// <summary>
/// The checklist of the vendor's Go client, ticked over the public surface: every operation of its 19 groups is the method of ours that the
/// list names, and that method makes the call; and every operation of both editions' documents has a method.
/// </summary>
public sealed partial class ChecklistTests
{
    private static readonly string[] Lines =
        [.. File.ReadLines(RepositoryPaths.InRepository("tests", "LabelingGen.LabelStudio.Tests", "Client", "go-client.txt"))
            .Where(line => line[0] != '#')];

    public static TheoryData<string> Operations => [.. Lines];

    [Theory]
    [MemberData(nameof(Operations))]
    public void An_operation_is_the_method_that_makes_its_call(string line)
    {
        Match entry = Entry().Match(line);
        OurMethod ours = OurMethod.ByRoute[OfficialMethod.RouteOf(entry.Groups["call"].Value)];

        ours.FullName.ShouldBe(entry.Groups["ours"].Value);
        ours.Client.DeclaringType.ShouldBe(typeof(LabelStudioClient));
    }

    [Fact]
    public void The_groups_hold_the_operations_of_the_Go_client()
    {
        IEnumerable<string> groups = Lines.GroupBy(line => line[..line.IndexOf('.', StringComparison.Ordinal)])
            .Select(group => $"{group.Key} {group.Count()}");
        groups.ShouldBe(
        [
            "AnnotationsApi 5", "DataManagerApi 11", "ExportApi 8", "ImportApi 6", "InvitesApi 2", "LabelsApi 11", "MachineLearningApi 8",
            "OrganizationsApi 5", "PredictionsApi 6", "ProjectsApi 11", "StorageApi 4", "StorageAzureApi 14", "StorageGCSApi 14",
            "StorageLocalApi 14", "StorageRedisApi 14", "StorageS3Api 14", "TasksApi 5", "UsersApi 8", "WebhooksApi 7",
        ]);
        Lines.Distinct().Count().ShouldBe(167);
    }

    [Fact]
    public void The_calls_are_those_of_the_Go_clients_document()
    {
        if (RepositoryPaths.InShared("facts", "label-studio.go-client.surface.txt") is not { } document)
            return;
        Lines.Select(line => Entry().Match(line).Groups["call"].Value)
            .ShouldBe(CallsOf(document).Select(found => found.Call), ignoreOrder: true);
    }

    [Fact]
    public void Every_operation_of_the_newest_document_has_a_method_in_the_client_of_its_edition()
    {
        if (RepositoryPaths.InShared("facts", "label-studio.surface.txt") is not { } document)
            return;
        ILookup<bool, string> calls = CallsOf(document).ToLookup(found => found.Edition is "C" or "EC", found => found.Call);

        calls[true].Count().ShouldBe(189);
        calls[true].Where(call => !IsOf(typeof(LabelStudioClient), call)).ShouldBeEmpty();
        calls[false].Count().ShouldBe(390);
        calls[false].Where(call => !IsOf(typeof(LabelStudioEnterpriseClient), call)).ShouldBeEmpty();
    }

    /// <summary>The eight operations of the Go client's MachineLearningApi, as its page names them with what they take.</summary>
    public static TheoryData<string, string[]> MachineLearning => new()
    {
        { nameof(MachineLearningClient.CreateAsync), ["CreateBackendRequest request"] },
        { nameof(MachineLearningClient.DeleteAsync), ["Int64 id"] },
        { nameof(MachineLearningClient.PredictInteractiveAsync), ["Int64 backendId", "InteractiveAnnotatingRequest request"] },
        { nameof(MachineLearningClient.ListAsync), ["Boolean? isInteractive", "Int64? project"] },
        { nameof(MachineLearningClient.UpdateAsync), ["Int64 id", "UpdateBackendRequest request"] },
        { nameof(MachineLearningClient.GetAsync), ["Int64 id"] },
        { nameof(MachineLearningClient.TrainAsync), ["Int64 backendId", "TrainRequest request"] },
        { nameof(MachineLearningClient.ListModelVersionsAsync), ["Int64 id"] },
    };

    [Theory]
    [MemberData(nameof(MachineLearning))]
    public void Machine_learning_takes_what_the_Go_client_takes(string method, string[] takes) =>
        typeof(MachineLearningClient).GetMethods(Public).Where(m => m.Name == method)
            .Select(m => m.GetParameters()[..^1].Select(p => $"{NameOf(p.ParameterType)} {p.Name}").ToArray())
            .ShouldContain(parameters => parameters.SequenceEqual(takes));

    [Fact]
    public void Every_storage_has_the_seven_operations()
    {
        string[] seven = ["ListAsync", "CreateAsync", "GetAsync", "UpdateAsync", "DeleteAsync", "SyncAsync", "ValidateAsync"];
        List<Type> clients = [.. typeof(LabelStudioClient).GetProperties().Select(p => p.PropertyType)
            .Where(type => type.Name.EndsWith("StoragesClient", StringComparison.Ordinal) && type != typeof(StoragesClient))];
        clients.Count.ShouldBe(10);
        foreach (Type client in clients)
            seven.ShouldBeSubsetOf(client.GetMethods(Public).Select(method => method.Name));
    }

    [Fact]
    public void Every_operation_takes_a_cancellation_token_last_and_ends_in_Async()
    {
        foreach (Type client in typeof(LabelStudioClient).GetProperties().Select(p => p.PropertyType)
            .Where(t => t.Name.EndsWith("Client", StringComparison.Ordinal)))
        {
            foreach (MethodInfo method in client.GetMethods(Public).Where(m => typeof(Task).IsAssignableFrom(m.ReturnType)))
            {
                method.Name.ShouldEndWith("Async");
                method.GetParameters()[^1].ParameterType.ShouldBe(typeof(CancellationToken), $"{client.Name}.{method.Name}");
            }
        }
    }

    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static bool IsOf(Type edition, string call) =>
        OurMethod.Of(edition).Any(found => found.Route == OfficialMethod.RouteOf(call));

    /// <summary>The operation lines of a document's facts: <c>[C] GET /api/ml/ | …</c>.</summary>
    private static IEnumerable<(string Edition, string Call)> CallsOf(string document) =>
        File.ReadLines(document).Select(line => Operation().Match(line)).Where(match => match.Success)
            .Select(match => (match.Groups["edition"].Value, match.Groups["call"].Value));

    private static string NameOf(Type type) => Nullable.GetUnderlyingType(type) is { } value ? value.Name + "?" : type.Name;

    [GeneratedRegex(@"^\w+\.\w+ (?<call>[A-Z]+ \S+) -> (?<ours>\S+)$")]
    private static partial Regex Entry();

    [GeneratedRegex(@"^\[(?<edition>[A-Z]+)\] (?<call>[A-Z]+ /\S*) \|")]
    private static partial Regex Operation();
}
