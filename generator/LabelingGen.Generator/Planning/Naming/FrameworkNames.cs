namespace LabelingGen.Generator.Planning.Naming;

/// <summary>
/// Names of types that every C# file with implicit usings sees: a type of an API that is called so is ambiguous in its user's code.
/// </summary>
internal static class FrameworkNames
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        // System
        "Action", "Activator", "AppContext", "AppDomain", "Array", "Attribute", "AttributeTargets", "Base64FormattingOptions",
        "BitConverter", "Boolean", "Buffer", "Byte", "Char", "Console", "ConsoleColor", "ConsoleKey", "Convert", "DateOnly", "DateTime",
        "DateTimeKind", "DateTimeOffset", "DayOfWeek", "Decimal", "Delegate", "Double", "Enum", "Environment", "EventArgs", "EventHandler",
        "Exception", "Func", "Guid", "Half", "Index", "Int16", "Int32", "Int64", "Lazy", "Math", "Memory", "Nullable", "Object",
        "OperatingSystem", "PlatformID", "Predicate", "Progress", "Random", "Range", "Single", "Span", "String", "StringComparer",
        "StringComparison", "TimeOnly", "TimeProvider", "TimeSpan", "TimeZone", "TimeZoneInfo", "Tuple", "Type", "Uri", "UriBuilder",
        "UriKind", "ValueTuple", "ValueType", "Version", "Void", "WeakReference", "BinaryData",
        // System.Collections.Generic, System.IO, System.Linq, System.Net.Http
        "Comparer", "Dictionary", "HashSet", "KeyValuePair", "LinkedList", "List", "PriorityQueue", "Queue", "SortedList", "SortedSet",
        "Stack", "BinaryReader", "BinaryWriter", "Directory", "DirectoryInfo", "DriveInfo", "File", "FileAccess", "FileAttributes",
        "FileInfo", "FileMode", "FileOptions", "FileShare", "FileStream", "MatchType", "MemoryStream", "Path", "SearchOption", "Stream",
        "StreamReader", "StreamWriter", "TextReader", "TextWriter", "Enumerable", "Lookup", "Queryable", "HttpClient", "HttpContent",
        "HttpMethod", "HttpRequestMessage", "HttpResponseMessage", "MultipartContent", "StreamContent", "StringContent",
        // System.Threading, System.Threading.Tasks
        "Barrier", "CancellationToken", "Interlocked", "Lock", "Monitor", "Mutex", "Overlapped", "Semaphore", "Thread", "ThreadPool",
        "ThreadState", "Timeout", "Timer", "Volatile", "WaitHandle", "Parallel", "Task", "TaskFactory", "TaskScheduler", "TaskStatus",
        "ValueTask",
    };

    public static bool Contains(string name) => Names.Contains(name);
}
