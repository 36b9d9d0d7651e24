using LabelingGen.Cli;

Console.OutputEncoding = System.Text.Encoding.UTF8;
return await CommandLineProgram.RunAsync(args, Terminal.OfProcess(), CancellationToken.None).ConfigureAwait(false);
