using System.ClientModel;

namespace LabelingGen.Core;

/// <summary>
/// The body of a POST, PUT or PATCH without one: announced as 0 bytes. Its presence also keeps the connection pool from repeating
/// the request by itself when a kept connection turns out to be closed, which it does for requests without content.
/// </summary>
internal static class EmptyContent
{
    private static readonly BinaryContent Instance = BinaryContent.Create(BinaryData.Empty);

    public static BinaryContent? For(string method) => method is "POST" or "PUT" or "PATCH" ? Instance : null;
}
