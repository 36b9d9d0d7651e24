namespace LabelingGen.Generator.Planning.Operations;

/// <summary>The verbs of API operations, and the one word this generator says where publishers say it in several.</summary>
internal static class Verbs
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "abort", "accept", "activate", "add", "analyze", "append", "apply", "approve", "archive", "assign", "attach", "audit",
        "authenticate", "authorize", "begin", "block", "build", "bulk", "buy", "calculate", "call", "cancel", "change", "check", "clear",
        "clone", "close", "commit", "compare", "complete", "compute", "configure", "confirm", "connect", "convert", "copy", "create",
        "deactivate", "decline", "delete", "deploy", "describe", "destroy", "detach", "detect", "diff", "disable", "disconnect", "download",
        "dump", "duplicate", "edit", "enable", "evaluate", "exchange", "exec", "execute", "export", "extract", "fetch", "finalize", "find",
        "finish", "follow", "force", "generate", "get", "grant", "hash", "head", "hide", "import", "index", "initialize", "insert",
        "inspect", "install", "invite", "invoke", "issue", "join", "kill", "leave", "like", "link", "list", "load", "lock", "login",
        "logout", "lookup", "mark", "merge", "migrate", "modify", "move", "mute", "open", "patch", "pause", "perform", "ping", "play",
        "post", "predict", "preview", "process", "promote", "prune", "publish", "pull", "purge", "push", "put", "query", "queue", "read",
        "refresh", "register", "reject", "release", "reload", "remove", "rename", "render", "renew", "reorder", "replace", "report",
        "request", "resend", "reset", "resize", "resolve", "restart", "restore", "resume", "retrieve", "retry", "revert", "revoke",
        "rotate", "run", "save", "scale", "scan", "schedule", "search", "seek", "select", "send", "set", "share", "show", "sign", "skip",
        "stage", "stat", "start", "stop", "stream", "submit", "subscribe", "suspend", "switch", "sync", "synchronize", "terminate", "test",
        "toggle", "track", "train", "transcribe", "transfer", "transform", "translate", "trigger", "unarchive", "unassign", "unblock",
        "unfollow", "uninstall", "unlink", "unlock", "unmute", "unpause", "unpublish", "unregister", "unshare", "unsubscribe", "update",
        "upgrade", "upload", "upsert", "use", "validate", "verify", "vote", "wait", "watch", "withdraw", "write",
    };

    // Verbs that stand last in an operation id far more often as a noun: "getBatchStatus" is told apart by its first word, "jobReport" is
    // not.
    private static readonly HashSet<string> NounWhenLast = new(StringComparer.Ordinal)
    {
        "audit", "block", "build", "bulk", "login", "logout", "lookup", "preview", "call", "change", "commit", "index", "issue", "link",
        "process", "query", "queue", "release", "report", "request", "scale", "schedule", "sign", "test", "toggle", "track", "vote",
        "stream", "use", "watch", "lock", "post", "like", "hash", "head", "diff", "play", "stage", "stat", "dump",
    };

    private static readonly HashSet<string> NeverNoun = new(StringComparer.Ordinal)
    {
        "add", "create", "delete", "find", "get", "remove", "save",
    };

    private static readonly HashSet<string> Articles = new(StringComparer.Ordinal) { "a", "an", "the" };

    private static readonly HashSet<string> Prepositions = new(StringComparer.Ordinal)
    {
        "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "per", "to", "using", "via", "with", "without",
    };

    public static bool IsPreposition(string word) => Prepositions.Contains(word);

    public static bool IsVerb(string word) => Known.Contains(word);

    public static bool IsVerbAtEnd(string word) => Known.Contains(word) && !NounWhenLast.Contains(word);

    /// <summary>Whether the word is a verb also where it stands before a noun in a path.</summary>
    public static bool IsNeverNoun(string word) => NeverNoun.Contains(word);

    public static bool IsArticle(string word) => Articles.Contains(word);

    /// <summary>
    /// The usual verb for what a publisher calls otherwise, given what the HTTP method says: "retrieve" of a GET is "get".
    /// </summary>
    public static string Usual(string verb, string httpMethod) => (verb, httpMethod) switch
    {
        ("fetch" or "retrieve" or "read" or "show", "GET") => "get",
        ("post" or "insert", "POST") => "create",
        ("put" or "patch" or "modify" or "edit", "PUT" or "PATCH") => "update",
        ("destroy", "DELETE") => "delete",
        _ => verb,
    };

    /// <summary>What a method without a name of its own does.</summary>
    public static string OfMethod(string httpMethod) => httpMethod switch
    {
        "GET" or "QUERY" => "get",
        "POST" => "create",
        "PUT" or "PATCH" => "update",
        "DELETE" => "delete",
        "HEAD" => "check",
        "OPTIONS" => "describe",
        _ => httpMethod.ToLowerInvariant(),
    };
}
