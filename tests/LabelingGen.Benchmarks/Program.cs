using LabelingGen.Benchmarks;
using LabelingGen.Benchmarks.Calls;
using LabelingGen.Benchmarks.Documents;
using LabelingGen.Benchmarks.Json;
using LabelingGen.Benchmarks.Nucleus;

// Each part of the library has a class that measures it against its peer.
Func<IEnumerable<Ratio>>[] parts = [JsonRatios.Measure, CallRatios.Measure, NucleusRatios.Measure];

if (args is ["--nucleus"])
    parts = [NucleusRatios.Measure];

if (args is ["--ratios"] or ["--nucleus"])
{
    foreach (Ratio ratio in parts.SelectMany(part => part()))
        Console.WriteLine(ratio);
    return 0;
}

if (args is ["--documents", ..])
    return DocumentReport.Print(args.ElementAtOrDefault(1), Console.Out);

Console.Error.WriteLine(
    "usage: dotnet run -c Release --project tests/LabelingGen.Benchmarks -- --ratios | --nucleus | --documents [folder]");
return 1;
