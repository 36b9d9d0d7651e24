using Google.Protobuf;
using LabelingGen.Core.Grpc;
using LabelingGen.Core.Tests.Grpc;
using LabelingGen.Core.Tests.Orchard.Protobuf;

namespace LabelingGen.Core.Tests.Orchard;

/// <summary>The orchard's service over gRPC, with as many trees as a test wants and a harvest that takes three looks.</summary>
internal sealed class OrchardServer(int trees, HarvestState end = HarvestState.Picked)
{
    private int _looks;

    public List<string> Calls { get; } = [];

    public async Task HandleAsync(GrpcServerCall call)
    {
        lock (Calls)
            Calls.Add(call.Method);
        IMessage answer = call.Method switch
        {
            "ListTrees" => List((await call.ReadAsync(ListTreesRequest.Parser))!),
            "ListBarns" => List((await call.ReadAsync(ListBarnsRequest.Parser))!),
            "StartHarvest" => new Harvest { HarvestId = "h1", State = HarvestState.Picking },
            "GetHarvest" => Look((await call.ReadAsync(GetHarvestRequest.Parser))!),
            "StopHarvest" => new Harvest(),
            _ => throw new InvalidOperationException(call.Method),
        };
        await call.WriteAsync(answer);
        await call.FinishAsync(0);
    }

    private ListTreesResponse List(ListTreesRequest request)
    {
        int size = (int)(request.PerPage == 0 ? 10 : request.PerPage);
        ListTreesResponse answer = new() { Outcome = new Outcome { Code = 1 } };
        IEnumerable<int> page = Enumerable.Range(0, trees).Skip(((int)request.Page - 1) * size).Take(size);
        answer.Trees.AddRange(page.Select(i => new Tree { Id = $"t{i}" }));
        return answer;
    }

    /// <summary>A page for each barn, and one without any before the last.</summary>
    private static ListBarnsResponse List(ListBarnsRequest request) => request.PageToken switch
    {
        "" => new ListBarnsResponse { Barns = { new Barn { Name = "old" } }, NextPageToken = "b" },
        "b" => new ListBarnsResponse { NextPageToken = "c" },
        "c" => new ListBarnsResponse { Barns = { new Barn { Name = "new" } } },
        "again" => new ListBarnsResponse { Barns = { new Barn { Name = "same" } }, NextPageToken = "again" },
        _ => throw new InvalidOperationException(request.PageToken),
    };

    private Harvest Look(GetHarvestRequest request)
    {
        request.HarvestId.ShouldBe("h1");
        request.Row.Farm.ShouldBe("north");
        return ++_looks < 3
            ? new Harvest { HarvestId = "h1", State = HarvestState.Picking, Percent = (uint)(_looks * 30) }
            : new Harvest { HarvestId = "h1", State = end, Percent = 100, Reason = "wasps", Best = new Tree { Id = "best" } };
    }
}
