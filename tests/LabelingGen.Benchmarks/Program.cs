using BenchmarkDotNet.Running;
using LabelingGen.Benchmarks;
using LabelingGen.Benchmarks.Calls;
using LabelingGen.Benchmarks.Documents;
using LabelingGen.Benchmarks.Json;
<<<<<<< HEAD
using LabelingGen.Benchmarks.Nucleus;

// Each part of the library has a class that measures it against its peer.
Func<IEnumerable<Ratio>>[] parts = [JsonRatios.Measure, CallRatios.Measure, NucleusRatios.Measure];

if (args is ["--nucleus"])
    parts = [NucleusRatios.Measure];

if (args is ["--ratios"] or ["--nucleus"])
=======
using LabelingGen.Benchmarks.Paging;
using LabelingGen.Benchmarks.Scoreboard;

// Each part of the library has a class that measures it against its peer.
Func<IEnumerable<Ratio>>[] parts = [JsonRatios.Measure, CallRatios.Measure, PagingRatios.Measure];

switch (args)
>>>>>>> b7f8a2e (Measure the table of goals: --scoreboard, BenchmarkDotNet, pages, uploads, the throttle, and NSwag's client generated on the spot)
{
    case ["--ratios"]:
        foreach (Ratio ratio in parts.SelectMany(part => part()))
            Console.WriteLine(ratio);
        return 0;
    case ["--scoreboard"]:
        return ScoreboardReport.Print(Console.Out);
    case ["--documents", ..]:
        return DocumentReport.Print(args.ElementAtOrDefault(1), Console.Out);
    case []:
        Console.Error.WriteLine(
            "usage: dotnet run -c Release --project tests/LabelingGen.Benchmarks -- "
            + "--ratios | --scoreboard | --documents [folder] | --filter <BenchmarkDotNet filter>");
        return 1;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Ratio).Assembly).Run(args);
        return 0;
}
<<<<<<< HEAD

if (args is ["--documents", ..])
    return DocumentReport.Print(args.ElementAtOrDefault(1), Console.Out);

Console.Error.WriteLine(
    "usage: dotnet run -c Release --project tests/LabelingGen.Benchmarks -- --ratios | --nucleus | --documents [folder]");
return 1;
=======
>>>>>>> b7f8a2e (Measure the table of goals: --scoreboard, BenchmarkDotNet, pages, uploads, the throttle, and NSwag's client generated on the spot)
