namespace LabelingGen.Core.Grpc;

/// <summary>How a gRPC call ended. The numbers are those of the gRPC protocol's status codes.</summary>
public enum GrpcStatusCode
{
    /// <summary>It succeeded.</summary>
    Ok = 0,

    /// <summary>It was cancelled, as a rule by the caller.</summary>
    Cancelled = 1,

    /// <summary>Nobody knows; also what a status outside this list counts as.</summary>
    Unknown = 2,

    /// <summary>The request is wrong whatever the state of the system.</summary>
    InvalidArgument = 3,

    /// <summary>It did not end in time. The server may have done the work.</summary>
    DeadlineExceeded = 4,

    /// <summary>The thing asked for does not exist.</summary>
    NotFound = 5,

    /// <summary>The thing to be created exists.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known and may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A quota, a limit or a disk is used up. Also a message beyond the allowed size.</summary>
    ResourceExhausted = 8,

    /// <summary>The system is not in the state the call needs.</summary>
    FailedPrecondition = 9,

    /// <summary>It lost against another call; a larger unit of work may be tried again.</summary>
    Aborted = 10,

    /// <summary>It went past the end.</summary>
    OutOfRange = 11,

    /// <summary>The server does not have this method. Also an answer with too few or too many messages.</summary>
    Unimplemented = 12,

    /// <summary>Something is broken: the server, or the answer on its way.</summary>
    Internal = 13,

    /// <summary>The server cannot be reached at the moment; trying again may help.</summary>
    Unavailable = 14,

    /// <summary>Data is lost or damaged for good.</summary>
    DataLoss = 15,

    /// <summary>The credential is missing or not valid.</summary>
    Unauthenticated = 16,
}
