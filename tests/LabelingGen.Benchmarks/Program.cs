using BenchmarkDotNet.Running;
using LabelingGen.Benchmarks;
using LabelingGen.Benchmarks.Annotations;
using LabelingGen.Benchmarks.Calls;
using LabelingGen.Benchmarks.Documents;
using LabelingGen.Benchmarks.Grpc;
using LabelingGen.Benchmarks.Json;
using LabelingGen.Benchmarks.NSwag;
using LabelingGen.Benchmarks.Nucleus;
using LabelingGen.Benchmarks.Paging;
using LabelingGen.Benchmarks.Scoreboard;

// The process that a startup measurement times loads nothing else.
return args switch
{
    ["--first-call", string address] => GrpcRatios.FirstCall(address),
    ["--stream-server"] => await GrpcStreamServer.RunAsync(),
    ["--emulated-nucleus"] => await EmulatedNucleus.ServeAsync(),
    ["--nucleus-rounds"] => await UploadRounds.PrintAsync(),
    _ => Run(args),
};

static int Run(string[] args)
{
    // Each part of the library has a class that measures it against its peer.
    (string Name, Func<IEnumerable<Ratio>> Measure)[] parts =
        [("json", JsonRatios.Measure), ("call", CallRatios.Measure), ("paging", PagingRatios.Measure), ("grpc", GrpcRatios.Measure)];

    switch (args)
    {
        case ["--ratios", .. var chosen] when chosen.All(name => parts.Any(part => part.Name == name)):
            // Without a choice it takes less than a minute; the servers of gRPC take half of one more.
            foreach (Ratio ratio in parts.Where(part => chosen.Length == 0 ? part.Name != "grpc" : chosen.Contains(part.Name))
                .SelectMany(part => part.Measure()))
                Console.WriteLine(ratio);
            return 0;
        case ["--nucleus"]:
            foreach (Ratio ratio in NucleusRatios.Measure())
                Console.WriteLine(ratio);
            return 0;
        case ["--annotations"]:
            foreach (Ratio ratio in AnnotationRatios.Measure())
                Console.WriteLine(ratio);
            return 0;
        case ["--conversions"]:
            foreach (Ratio ratio in ConversionRatios.Measure())
                Console.WriteLine(ratio);
            return 0;
        case ["--conversion", string path, string format]:
            ConversionRatios.Print(path, format);
            return 0;
        case ["--pass", string path]:
            ConversionRatios.PrintPass(path);
            return 0;
        case ["--columns-peak", string path]:
            ColumnRatios.PrintPeak(path);
            return 0;
        case ["--scoreboard", .. var rows] when rows.All(row => Goals.All.Any(goal => goal.Number.ToString() == row)):
            return ScoreboardReport.Print(rows, Console.Out, Console.Error);
        case ["--documents", ..]:
            return DocumentReport.Print(args.ElementAtOrDefault(1), Console.Out);
        case ["--nswag", ..]:
            return NSwagReport.Print(args.ElementAtOrDefault(1), Console.Out);
        case ["--lines", { } folder, { } document]:
            return NSwagReport.PrintLines(folder, document, Console.Out);
        case []:
            Console.Error.WriteLine(
                "usage: dotnet run -c Release --project tests/LabelingGen.Benchmarks -- "
                + "--ratios [json] [call] [paging] [grpc] | --annotations | --conversions | --nucleus | --scoreboard [row] "
                + "| --documents [folder] | --nswag [folder] | --filter <BenchmarkDotNet filter>");
            return 1;
        default:
            BenchmarkSwitcher.FromAssembly(typeof(Ratio).Assembly).Run(args);
            return 0;
    }
}
