namespace LabelingGen.Core.Tests;

/// <summary>Stores whole numbers, each once, as a server does that knows its items by their ids.</summary>
internal sealed class FakeServer
{
    public List<int[]> Batches { get; } = [];

    public Dictionary<int, int> Stored { get; } = [];

    public Func<int, int> Lane { get; init; } = _ => 0;

    public Func<int, int> MaxItems { get; init; } = _ => 5;

    public bool CanRepeat { get; init; }

    public Func<int, bool>? CanRepeatItem { get; init; }

    public StatusSet? RetryStatuses { get; init; }

    public bool CanFind { get; init; }

    public int StoresBeforeFailing { get; init; }

    public Action<int>? Admit { get; init; }

    public Action<int>? Check { get; init; }

    public Func<int[], ApiException?> Fail { get; init; } = _ => null;

    public BatchDefinition<int, string> Definition => new()
    {
        Send = (batch, _) => SendAsync([.. batch]),
        Key = item => $"k{item}",
        Lane = Lane,
        MaxItems = MaxItems,
        CanRepeat = item => CanRepeatItem?.Invoke(item) ?? CanRepeat,
        RetryStatuses = RetryStatuses,
        Find = CanFind ? FindAsync : null,
        Admit = Admit,
        Check = Check,
        ToNote = result => result,
        FromNote = note => note,
    };

    public IAsyncEnumerable<ItemOutcome<int, string>> Run(IAsyncEnumerable<int> items, BulkOptions? options = null) =>
        BulkOperation.RunBatchesAsync(items, Definition, options);

    public async Task<List<ItemOutcome<int, string>>> RunAsync(IAsyncEnumerable<int> items, BulkOptions? options = null) =>
        await Run(items, options).ToListAsync();

    private async Task<IReadOnlyList<ItemResult<string>>> SendAsync(int[] batch)
    {
        await Task.Yield();
        lock (Batches)
        {
            Batches.Add(batch);
            ApiException? failure = Fail(batch);
            foreach (int item in failure is null ? batch : batch[..Math.Min(batch.Length, StoresBeforeFailing)])
                Stored[item] = CanRepeat ? 1 : Stored.GetValueOrDefault(item) + 1;
            return failure is not null ? throw failure : [.. batch.Select(i => new ItemResult<string>(ItemState.Done, $"r{i}"))];
        }
    }

    private async Task<IReadOnlyList<ItemResult<string>>> FindAsync(IReadOnlyList<int> batch, CancellationToken cancellationToken)
    {
        await Task.Yield();
        lock (Batches)
        {
            return [.. batch.Select(i => Stored.ContainsKey(i)
                ? new ItemResult<string>(ItemState.Done, $"r{i}")
                : new ItemResult<string>(ItemState.Failed))];
        }
    }
}
