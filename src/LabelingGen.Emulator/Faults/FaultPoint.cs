namespace LabelingGen.Emulator;

/// <summary>Where on a request's way a fault strikes.</summary>
public enum FaultPoint
{
    /// <summary>Before the request is processed: nothing has happened on the server.</summary>
    BeforeProcessing,

    /// <summary>After the request was processed and before the first byte of its answer: the effect is there, the answer is lost.</summary>
    BeforeResponse,

    /// <summary>In the middle of the response body.</summary>
    MidBody,
}
