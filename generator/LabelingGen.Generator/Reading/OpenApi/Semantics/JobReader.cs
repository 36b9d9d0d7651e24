using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Semantics;

/// <summary><c>x-job</c>: an operation that starts work another one reports on.</summary>
internal static class JobReader
{
    private static readonly string[] Keys =
    [
        "name", "id", "status", "idParameter", "state", "running", "succeeded", "failed", "canceled", "progress", "progressIsPercent",
        "completed",
        "total", "error", "errorsOperation", "result", "resultOperation", "cancelOperation",
    ];

    public static JobRule? Read(ReaderContext context, SpecCursor operation)
    {
        if (operation.Value("x-job") is not { } at)
            return null;
        foreach (string needed in new[] { "name", "id", "status", "state", "succeeded" })
        {
            if (at.Value(needed) is null)
            {
                context.Report(Rules.ExtensionValue, at, "x-job", needed);
                return null;
            }
        }

        ExtensionKeys.Check(context, at, Keys);
        return new JobRule(at.Text("name")!, at.Text("id")!, at.Text("status")!, at.Text("state")!, Words(at, "succeeded"),
            Words(at, "failed"))
        {
            Running = Words(at, "running"),
            Canceled = Words(at, "canceled"),
            IdParameter = at.Text("idParameter"),
            ProgressPath = at.Text("progress"),
            ProgressIsPercent = at.Boolean("progressIsPercent") == true,
            CompletedPath = at.Text("completed"),
            TotalPath = at.Text("total"),
            ErrorPath = at.Text("error"),
            ErrorsOperation = at.Text("errorsOperation"),
            ResultPath = at.Text("result"),
            ResultOperation = at.Text("resultOperation"),
            CancelOperation = at.Text("cancelOperation"),
        };
    }

    private static EquatableArray<string> Words(SpecCursor at, string key)
    {
        IEnumerable<SpecScalar> scalars = at.Value(key)?.Scalar is { } one ? [one]
            : at.Value(key)?.Items().Select(i => i.Scalar).OfType<SpecScalar>() ?? [];
        return scalars.Select(s => s.Text).ToEquatableArray();
    }
}
