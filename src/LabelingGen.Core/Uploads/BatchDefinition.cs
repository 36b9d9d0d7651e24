namespace LabelingGen.Core;

/// <summary>How items travel to one API operation, several in a request, and how it is found out what became of them.</summary>
/// <typeparam name="TItem">One item.</typeparam>
/// <typeparam name="TResult">The result of one item.</typeparam>
public sealed class BatchDefinition<TItem, TResult>
{
    /// <summary>
    /// Sends a batch and tells what became of each item, in the order of the items. An <see cref="ApiException"/>,
    /// <see cref="IOException"/>, <see cref="InvalidDataException"/> or <see cref="ArgumentException"/> is the outcome of the whole batch;
    /// everything else ends the bulk operation.
    /// </summary>
    public required Func<IReadOnlyList<TItem>, CancellationToken, Task<IReadOnlyList<ItemResult<TResult>>>> Send { get; init; }

    /// <summary>
    /// The id by which item and journal are matched: the same in every run, and best the id that the server knows the item by.
    /// <see langword="null"/> = this item is not remembered.
    /// </summary>
    public Func<TItem, string?> Key { get; init; } = static _ => null;

    /// <summary>The kind of request that takes the item; items of different lanes are never sent together. Lower lanes go first.</summary>
    public Func<TItem, int> Lane { get; init; } = static _ => 0;

    /// <summary>How many items of a lane a request takes.</summary>
    public required Func<int, int> MaxItems { get; init; }

    /// <summary>
    /// Whether sending the item again does no harm, for the server knows it by its id. Such items of a batch whose answer was lost are
    /// sent again; for the others <see cref="Find"/> is asked, and without that they stay <see cref="ItemState.Unknown"/>.
    /// </summary>
    public Func<TItem, bool> CanRepeat { get; init; } = static _ => false;

    /// <summary>
    /// The statuses after which a lost batch may be sent again: those of the client's <see cref="RetryOptions.Statuses"/>.
    /// <see langword="null"/> = all.
    /// </summary>
    public StatusSet? RetryStatuses { get; init; }

    /// <summary>
    /// Looks up items whose answer was lost. <see cref="ItemState.Done"/>: it is there; <see cref="ItemState.Failed"/>: it is not, and is
    /// sent again; <see cref="ItemState.Unknown"/>: no way to tell.
    /// </summary>
    public Func<IReadOnlyList<TItem>, CancellationToken, Task<IReadOnlyList<ItemResult<TResult>>>>? Find { get; init; }

    /// <summary>
    /// Throws an <see cref="ArgumentException"/> for an item that has no place in the input, such as one whose id occurred before; it
    /// becomes the item's outcome. Asked of every item in the order of the input, of those too that the journal knows.
    /// </summary>
    public Action<TItem>? Admit { get; init; }

    /// <summary>
    /// Throws an <see cref="ArgumentException"/> or <see cref="IOException"/> for an item that cannot be sent; it becomes the item's
    /// outcome, and nothing is sent for it. Not asked of items that the journal knows to be done.
    /// </summary>
    public Action<TItem>? Check { get; init; }

    /// <summary>What the journal notes of a result; no secret.</summary>
    public Func<TResult, string?> ToNote { get; init; } = static _ => null;

    /// <summary>The result that stands for what the journal noted in an earlier run.</summary>
    public Func<string?, TResult?> FromNote { get; init; } = static _ => default;
}
