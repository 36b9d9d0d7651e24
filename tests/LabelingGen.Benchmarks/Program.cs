using BenchmarkDotNet.Running;
using LabelingGen.Benchmarks;
using LabelingGen.Benchmarks.Calls;
using LabelingGen.Benchmarks.Documents;
using LabelingGen.Benchmarks.Grpc;
using LabelingGen.Benchmarks.Json;
using LabelingGen.Benchmarks.NSwag;
using LabelingGen.Benchmarks.Nucleus;
using LabelingGen.Benchmarks.Paging;
using LabelingGen.Benchmarks.Scoreboard;

// Each part of the library has a class that measures it against its peer.
Func<IEnumerable<Ratio>>[] parts = [JsonRatios.Measure, CallRatios.Measure, PagingRatios.Measure, GrpcRatios.Measure];

switch (args)
{
    case ["--ratios"]:
        foreach (Ratio ratio in parts.SelectMany(part => part()))
            Console.WriteLine(ratio);
        return 0;
    case ["--nucleus"]:
        foreach (Ratio ratio in NucleusRatios.Measure())
            Console.WriteLine(ratio);
        return 0;
    case ["--grpc"]:
        foreach (Ratio ratio in GrpcRatios.Measure())
            Console.WriteLine(ratio);
        return 0;
    case ["--scoreboard"]:
        return ScoreboardReport.Print(Console.Out);
    case ["--documents", ..]:
        return DocumentReport.Print(args.ElementAtOrDefault(1), Console.Out);
    case ["--nswag", ..]:
        return NSwagReport.Print(args.ElementAtOrDefault(1), Console.Out);
    case ["--lines", { } folder, { } document]:
        return NSwagReport.PrintLines(folder, document, Console.Out);
    case []:
        Console.Error.WriteLine(
            "usage: dotnet run -c Release --project tests/LabelingGen.Benchmarks -- "
            + "--ratios | --nucleus | --grpc | --scoreboard | --documents [folder] | --nswag [folder] | --filter <BenchmarkDotNet filter>");
        return 1;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Ratio).Assembly).Run(args);
        return 0;
}
